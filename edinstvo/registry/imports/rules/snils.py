"""СНИЛС and ИНН as lists write them: any signs between the digits, leading zeros dropped by Excel."""

import re

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.members.rules.people import is_right_inn, is_right_snils

_NOT_DIGIT = re.compile(r"\D+")


def snils_in(cell: Cell) -> str | None:
    """The 11 digits of a СНИЛС that proves right, or None; leading zeros that Excel dropped are put back."""
    digits = _digits(cell)
    whole = digits.zfill(11)
    return whole if len(digits) >= 9 and is_right_snils(whole) else None


def inn_in(cell: Cell) -> str | None:
    """The 12 digits of a person's ИНН that proves right, or None; a leading zero that Excel dropped is put back."""
    digits = _digits(cell)
    whole = digits.zfill(12)
    return whole if len(digits) >= 11 and is_right_inn(whole) else None


def _digits(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and cell >= 0 else ""
    return _NOT_DIGIT.sub("", str(cell))
