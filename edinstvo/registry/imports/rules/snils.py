"""СНИЛС and ИНН: the state's numbers of a person, checked by their check digits (domain.md 6)."""

import re

from edinstvo.foundation.tables.model import Cell

# Numbers up to 001-001-998 were given out before the check digits were.
UNCHECKED_UP_TO = 1_001_998
_NOT_DIGIT = re.compile(r"\D+")
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def snils_in(cell: Cell) -> str | None:
    """The 11 digits of a СНИЛС that proves right, or None; leading zeros that Excel dropped are put back."""
    digits = _digits(cell)
    if not 9 <= len(digits) <= 11 or not digits.strip("0"):
        return None
    digits = digits.zfill(11)
    return digits if has_right_check(digits) else None


def has_right_check(digits: str) -> bool:
    """Whether the last two of the 11 digits agree with the nine before them."""
    if int(digits[:9]) <= UNCHECKED_UP_TO:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def inn_in(cell: Cell) -> str | None:
    """The 12 digits of a person's ИНН that proves right, or None; a leading zero that Excel dropped is put back."""
    digits = _digits(cell)
    if len(digits) not in (11, 12):
        return None
    digits = digits.zfill(12)
    first = sum(int(digit) * weight for digit, weight in zip(digits, _INN_11, strict=False)) % 11 % 10
    second = sum(int(digit) * weight for digit, weight in zip(digits, _INN_12, strict=False)) % 11 % 10
    return digits if digits[10:] == f"{first}{second}" and digits.strip("0") else None


def _digits(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and cell >= 0 else ""
    return _NOT_DIGIT.sub("", str(cell))
