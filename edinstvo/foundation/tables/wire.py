"""How the reading process hands rows to its parent: lines of JSON, with dates told apart from texts."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from edinstvo.foundation.tables.errors import FileTooLarge
from edinstvo.foundation.tables.model import Row, Sheet, Span

BATCH = 250
# In signs. Nobody's row is a million letters long.
HEAVIEST_ROW = 1_000_000
LONGEST_CELL = 32_767
WIDEST = 16_384
SHEET, ROWS, END, FAULT = "sheet", "rows", "end", "fault"


def lines_of(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The sheets as lines for a pipe, one per sheet and one per batch of rows, and a last one that says «end»."""
    for sheet in sheets:
        about = {
            "name": sheet.name,
            "is_visible": sheet.is_visible,
            "counts_from_1904": sheet.counts_from_1904,
            "merged": sheet.merged,
        }
        yield _line(SHEET, about)
        for batch in _batches(sheet.rows):
            yield _line(ROWS, *_packed(batch))
    yield _line(END)


def fault_line(kind: str, reason: str) -> bytes:
    """The line that says why there will be no rows: `kind` is the name of the error."""
    return _line(FAULT, kind, reason)


def sheet_of(about: dict[str, Any], rows: Iterator[Row]) -> Sheet:
    """The sheet that a line announced, over the rows that follow it."""
    merged = tuple(Span(*span) for span in about.pop("merged"))
    return Sheet(rows=rows, merged=merged, **about)


def rows_of(first: int, batch: list[list[Any]], dates: list[tuple[int, int, str]]) -> Iterator[Row]:
    """The rows of one line, numbered from `first`."""
    for row, column, text in dates:
        batch[row][column] = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    for number, cells in enumerate(batch, start=first):
        yield Row(number, cells)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in portions that neither side has to fear: `BATCH` of them, or fewer long ones."""
    batch: list[Row] = []
    weight = 0
    for row in rows:
        own = sum(len(cell) for cell in row.cells if isinstance(cell, str))
        if own > HEAVIEST_ROW:
            raise FileTooLarge("row")
        if batch and (len(batch) == BATCH or weight + own > HEAVIEST_ROW):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += own
    if batch:
        yield batch


def _packed(batch: list[Row]) -> tuple[int, list[list[Any]], list[tuple[int, int, str]]]:
    """Numbers of a batch run on from the first; rows that a format leaves out are put in as blank ones."""
    rows: list[list[Any]] = []
    dates: list[tuple[int, int, str]] = []
    first = batch[0].number
    for row in batch:
        rows.extend([] for _ in range(row.number - first - len(rows)))
        cells: list[Any] = row.cells[:WIDEST]
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                dates.append((len(rows), column, cell.isoformat()))
                cells[column] = ""
            elif isinstance(cell, str) and len(cell) > LONGEST_CELL:
                cells[column] = cell[:LONGEST_CELL]
        rows.append(cells)
    return first, rows, dates


def _line(*parts: Any) -> bytes:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
