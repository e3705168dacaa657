"""Numbers of old paper tickets, kept as text with their leading zeros."""

import re

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import is_absent, plain

_SIGN = re.compile(r"^(?:№|N|No|номер)[\s.:]*(?=\w*\d)", re.I)
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")
_DIGIT = re.compile(r"\d")


def ticket_in(cell: Cell) -> str | None:
    """The number of a ticket as text, or None where the cell says that there is none («б/н», «утерян», «эл.»)."""
    if isinstance(cell, int | float):
        return f"{cell:.0f}" if float(cell).is_integer() else str(cell)
    text = plain(str(cell))
    if text.isdigit() and text != "0":
        return text
    text = _SIGN.sub("", text)
    if match := _POINT_ZERO.fullmatch(text):
        return match[1]
    return None if is_absent(text) or not _DIGIT.search(text) else text
