"""Workbooks of Excel and LibreOffice, by calamine: .xlsx, .xlsm, .xlsb, .xls, .ods; a formula gives its last value."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Cell, Limits, Row, Sheet, Span


def workbook_sheets(path: Path, *, limits: Limits, from_1904: bool) -> Iterator[Sheet]:
    """The sheets of the workbook at `path`, each with its rows numbered as on the screen.

    `UnreadableFile` when calamine cannot open it (cut, encrypted, another document), `FileTooLarge` when its sheets
    together have more than `limits.rows` rows.
    """
    with path.open("rb") as file:
        book = _opened(file)
    total = 0
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        total += sheet.height
        if total > limits.rows:
            raise FileTooLarge("rows")
        yield Sheet(
            name=about.name,
            rows=_rows(sheet.iter_rows(), left=sheet.start[1] if sheet.start else 0),
            is_visible=about.visible == calamine.SheetVisibleEnum.Visible,
            counts_from_1904=from_1904,
            merged=_spans(sheet),
        )


def _opened(file: Any) -> Any:
    try:
        return calamine.CalamineWorkbook.from_filelike(file)
    except calamine.CalamineError as fault:
        raise UnreadableFile(str(fault)) from fault


def _spans(sheet: Any) -> tuple[Span, ...]:
    """Merged ranges, rows counted from 1 and columns from 0; OpenDocument does not tell them."""
    ranges = sheet.merged_cell_ranges or []
    return tuple(Span(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)


def _rows(rows: Iterable[list[Any]], *, left: int) -> Iterator[Row]:
    padding: list[Cell] = [""] * left
    for number, values in enumerate(rows, start=1):
        while values and values[-1] == "":
            values.pop()
        yield Row(number, padding + [_cell(value) for value in values] if values else [])


def _cell(value: Any) -> Cell:
    kind = type(value)
    if kind in (str, float, int, bool, datetime.date):
        return value  # type: ignore[no-any-return]  # the line above has told its type
    if kind is datetime.datetime:
        is_midnight = value.time() == datetime.time()
        return value.date() if is_midnight else value  # type: ignore[no-any-return]  # a date either way
    return "" if value is None else str(value)
