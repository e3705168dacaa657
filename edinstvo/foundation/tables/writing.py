"""Write a list back as a workbook, in its owner's own columns, with a last column of remarks."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from edinstvo.foundation.tables.model import Cell, Limits, Row, Sheet
from edinstvo.foundation.tables.reading import LIMITS, read_tables

FILL = "#FFF2CC"
LONGEST_CELL = 32_767
REMARKS_WIDTH = 60
WIDEST_COLUMN, NARROWEST_COLUMN = 40, 6
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
# Texts stay texts whatever sign they begin with: a formula or a link out of a stranger's list is never made.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS: dict[str, dict[str, Any]] = {
    "plain": {},
    "date": {"num_format": "dd.mm.yyyy"},
    "moment": {"num_format": "dd.mm.yyyy hh:mm"},
    "remark": {"text_wrap": True, "valign": "top", "bg_color": FILL},
    "heading": {"bold": True, "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What is said about one row, and the columns (from 0) whose cells it is about."""

    text: str
    columns: frozenset[int] = frozenset()


# By sheet, then by the row's number in the sheet.
Remarks = Mapping[str, Mapping[int, Remark]]


def write_remarked_copy(
    source: Path,
    target: Path,
    *,
    remarks: Remarks,
    heading: str,
    heading_rows: Mapping[str, int],
    name: str = "",
    limits: Limits = LIMITS,
) -> None:
    """Copy the tables of `source` into a new .xlsx at `target` with `remarks` in the column after each sheet's last.

    Every row keeps its number and its columns; dates stay dates, texts stay texts; cells that a remark is about get a
    light fill. `heading` stands over the remarks in the row that `heading_rows` gives for the sheet (else in none).
    Errors as in `read_tables`. The file is read twice, so that no row has to be held.
    """
    widths = {sheet.name: _widths(sheet) for sheet in read_tables(source, name=name, limits=limits)}
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        formats = _formats(book)
        taken: set[str] = set()
        is_opened = False
        for sheet in read_tables(source, name=name, limits=limits):
            page = book.add_worksheet(free_name(sheet.name, taken))
            _prepare(page, sheet, widths[sheet.name], heading_row=heading_rows.get(sheet.name))
            if sheet.is_visible and not is_opened:
                page.activate()
                is_opened = True
            writer = _Writer(page, formats, len(widths[sheet.name]), {heading_rows.get(sheet.name): heading})
            for row in sheet.rows:
                writer.write(row, remarks.get(sheet.name, {}).get(row.number))


class _Writer:
    """Writes the rows of one sheet from the top down."""

    def __init__(self, page: Any, formats: dict[str, Any], width: int, headings: dict[int | None, str]) -> None:
        self.page, self.formats, self.width, self.headings = page, formats, width, headings

    def write(self, row: Row, remark: Remark | None) -> None:
        """Write one row with its own cells and, in the last column, what is said about it."""
        marked = remark.columns if remark else frozenset()
        for column, cell in enumerate(row.cells):
            self._write_cell(row.number - 1, column, cell, is_marked=column in marked)
        if remark:
            self.page.write_string(row.number - 1, self.width, remark.text[:LONGEST_CELL], self.formats["remark"])
        elif row.number in self.headings:
            self.page.write_string(row.number - 1, self.width, self.headings[row.number], self.formats["heading"])

    def _write_cell(self, row: int, column: int, cell: Cell, *, is_marked: bool) -> None:
        style = self.formats[f"{_style(cell)}{' marked' * is_marked}"]
        if isinstance(cell, bool):
            self.page.write_boolean(row, column, cell, style)
        elif isinstance(cell, date) and cell.year >= 1900:
            self.page.write_datetime(row, column, cell, style)
        elif isinstance(cell, int | float) and math.isfinite(cell):
            self.page.write_number(row, column, cell, style)
        elif cell != "":
            self.page.write_string(row, column, str(cell)[:LONGEST_CELL], style)
        elif is_marked:
            self.page.write_blank(row, column, None, style)


def _style(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "moment"
    return "date" if isinstance(cell, date) else "plain"


def _formats(book: Any) -> dict[str, Any]:
    made = {name: book.add_format(properties) for name, properties in _FORMATS.items()}
    marked = {f"{name} marked": {**_FORMATS[name], "bg_color": FILL} for name in ("plain", "date", "moment")}
    return made | {name: book.add_format(properties) for name, properties in marked.items()}


def _prepare(page: Any, sheet: Sheet, widths: list[int], *, heading_row: int | None) -> None:
    """Widths, frozen headings and visibility come before the first row: rows leave memory as they are written."""
    for column, width in enumerate(widths):
        page.set_column(column, column, min(WIDEST_COLUMN, max(NARROWEST_COLUMN, width + 1)))
    page.set_column(len(widths), len(widths), REMARKS_WIDTH)
    if heading_row:
        page.freeze_panes(heading_row, 0)
    if not sheet.is_visible:
        page.hide()


def _widths(sheet: Sheet) -> list[int]:
    """The longest text of each column, in signs; titles that run over their neighbours do not count."""
    widths: list[int] = []
    for row in sheet.rows:
        widths.extend([0] * (len(row.cells) - len(widths)))
        if len(row.cells) > 1:
            for column, cell in enumerate(row.cells):
                widths[column] = max(widths[column], len(cell) if isinstance(cell, str) else 10)
    return widths


def free_name(name: str, taken: set[str]) -> str:
    """A sheet's name as Excel bears it: 31 signs, none of []:*?/\\, no apostrophe at an end, no name twice."""
    base = _FORBIDDEN_IN_NAME.sub(" ", name).strip(" '")[:31].strip(" '") or "1"
    free, number = base, 2
    while free.lower() in taken:
        free = f"{base[:27]} {number}"
        number += 1
    taken.add(free.lower())
    return free
