"""What a table is made of here: cells, numbered rows, sheets, and how much of them is allowed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

# A blank cell is the empty string; `datetime` is a `date`, and `bool` an `int`.
Cell = str | int | float | date

MEBIBYTE = 2**20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one file may hold, and what its reading may cost.

    `bytes` counts the unpacked file, `rows` those of all its sheets, `memory` is the address space of the reading
    process in bytes, `seconds` its processor time and the longest silence that is borne.
    """

    bytes: int = 400 * 1000 * 1000
    rows: int = 600_000
    memory: int = 1024 * MEBIBYTE
    seconds: int = 300


class Row(NamedTuple):
    """One row: its number as the sheet numbers it (from 1, hidden and blank rows count) and its cells from column A.

    Blank cells at the end are cut off, so that a blank row has no cells.
    """

    number: int
    cells: list[Cell]


class Span(NamedTuple):
    """A merged range of cells: first and last row number, first and last column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet on its way: the rows come from the reading process and can be walked once, in order."""

    name: str
    rows: Iterator[Row]
    is_visible: bool = True
    counts_from_1904: bool = False
    merged: tuple[Span, ...] = field(default=())
