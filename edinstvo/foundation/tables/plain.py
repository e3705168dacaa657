"""Write rows as they come into a new file, Excel's or text: memory stays the same however many there are."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter

from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.tables.writing import LONGEST_CELL, OPTIONS, free_name

# What a sheet of Excel holds is 1,048,576 rows; the next one goes on with the same headings.
ROWS_OF_A_SHEET = 1_000_000
WIDTH = 18
# What a spreadsheet takes for the beginning of a formula when it opens a text file (OWASP, CSV injection).
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Kind(StrEnum):
    """The files that can be written."""

    XLSX = "xlsx"
    CSV = "csv"


def write_table(
    target: Path,
    *,
    kind: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    sheet: str = "",
    rows_of_a_sheet: int = ROWS_OF_A_SHEET,
) -> int:
    """Write the rows under their headings and return how many there were.

    Dates stay dates in .xlsx and are dd.mm.yyyy in .csv, which is UTF-8 with a mark, semicolons and decimal commas, as
    the Russian Excel opens it. A text is never a formula: in .xlsx by its type, in .csv by an apostrophe before it.
    """
    if Kind(kind) is Kind.CSV:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            return _write_text(file, headings, rows)
    options = {**OPTIONS, "tmpdir": str(target.parent)}
    with xlsxwriter.Workbook(target, options) as book:
        return _write_book(book, headings, iter(rows), sheet, rows_of_a_sheet)


def _write_text(file: TextIO, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(headings)
    count = 0
    for row in rows:
        writer.writerow([_as_text(cell) for cell in row])
        count += 1
    return count


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _write_book(book: Any, headings: Sequence[str], rows: Iterator[Sequence[Cell]], sheet: str, most: int) -> int:
    styles = {
        "heading": book.add_format({"bold": True}),
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
    }
    count, taken = 0, set[str]()
    first = list(islice(rows, 1))
    while first or not taken:
        page = book.add_worksheet(free_name(sheet, taken))
        page.set_column(0, len(headings) - 1, WIDTH)
        page.freeze_panes(1, 0)
        page.write_row(0, 0, headings, styles["heading"])
        for number, row in enumerate(chain(first, islice(rows, most - 1)), start=1):
            _write_row(page, number, row, styles)
            count += 1
        first = list(islice(rows, 1))
    return count


def _write_row(page: Any, number: int, row: Sequence[Cell], styles: dict[Any, Any]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                page.write_string(number, column, cell[:LONGEST_CELL])
        elif isinstance(cell, date):
            _write_day(page, number, column, cell, styles)
        else:
            page.write_number(number, column, cell)


def _write_day(page: Any, number: int, column: int, day: date, styles: dict[Any, Any]) -> None:
    if day.year < 1900:  # Excel knows no earlier ones.
        page.write_string(number, column, _as_text(day))
    else:
        page.write_datetime(number, column, day, styles[type(day)])
