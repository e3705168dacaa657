"""The one folding of the house: what is compared, searched or ordered goes through here."""

import re

_YO = str.maketrans("ёЁ", "еЕ")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, ё as е, every run of other signs one space: «Семёнова-Тянь-Шанская » is `семенова тянь шанская`.

    The database never folds by itself (no `lower()`, no ICU: data.md "Schema").
    """
    return _NOT_WORD.sub(" ", text.lower().translate(_YO)).strip()
