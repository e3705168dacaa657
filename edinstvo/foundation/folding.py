"""The one folding of the house: what is compared, searched or ordered goes through here."""

import re
import unicodedata
from functools import lru_cache

_YO = str.maketrans("ёЁ", "еЕ")
_NOT_WORD = re.compile(r"[\W_]+")
_LATIN_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")


# The same names come again and again, so what was folded lately is remembered.
@lru_cache(maxsize=2**15)
def fold(text: str) -> str:
    """Lower case, ё as е, every run of other signs one space: «Семёнова-Тянь-Шанская » is `семенова тянь шанская`.

    Letters written in two signs (й as и with a breve, as some systems paste them) are joined first. The database never
    folds by itself (no `lower()`, no ICU: data.md "Schema").
    """
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).lower().translate(_YO)).strip()


def as_russian_keys(text: str) -> str:
    """What was meant by whoever typed Russian on a Latin keyboard: «zrencr» is `якутск`."""
    return text.lower().translate(_LATIN_KEYS)
