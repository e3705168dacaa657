"""How names, numbers and dates of a person are folded for search, order and comparison."""

import re

_YO = str.maketrans("ёЁ", "еЕ")
_NOT_WORD = re.compile(r"[^0-9a-zа-я]+")


def fold(text: str) -> str:
    """The one folding of the house: lower case, ё as е, every run of other signs one space.

    The database never folds by itself (no `lower()`, no ICU: data.md "Schema"), so whatever is compared or
    ordered went through here. `fold("Семёнова-Тянь-Шанская ")` is `"семенова тянь шанская"`.
    """
    return _NOT_WORD.sub(" ", text.lower().translate(_YO)).strip()


def name_key(*, last_name: str, first_name: str, middle_name: str = "") -> str:
    """The key a list is ordered by and a prefix search runs on: surname, name, patronymic, folded.

    Two spaces stand between the surname and the rest, so that a short surname sorts before the long one that
    begins with it, whatever follows.
    """
    return f"{fold(last_name)}  {fold(f'{first_name} {middle_name}')}".rstrip()
