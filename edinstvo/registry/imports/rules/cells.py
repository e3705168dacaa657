"""The cells of one row as texts and values, by field."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import is_absent, is_ditto, plain
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.heading_words import Concept, concepts_in, folded_heading

# Fields where one column is better than another of the same field.
_BETTER = {Field.PHONE: Concept.MOBILE}


class Found(NamedTuple):
    """A cell that says something: its column, its value, its text."""

    column: int
    value: Cell
    text: str


class Cells:
    """One row, asked by field; columns of one field are asked in the order of their worth."""

    __slots__ = ("_columns", "_values")

    def __init__(self, values: Sequence[Cell], columns: Mapping[Field, Sequence[int]]) -> None:
        self._values = values
        self._columns = columns

    def of(self, field: Field) -> Iterator[Found]:
        """The cells of a field that say something."""
        for column in self._columns.get(field, ()):
            if column < len(self._values):
                value = self._values[column]
                text = value if isinstance(value, str) else text_of(value)
                if text and not is_absent(text):
                    yield Found(column, value, text)

    def first(self, field: Field) -> Found | None:
        """The first cell of a field that says something."""
        return next(self.of(field), None)

    def text(self, field: Field) -> str:
        """The text of that cell, or nothing."""
        found = self.first(field)
        return found.text if found else ""

    def texts(self, field: Field) -> Iterator[str]:
        """The texts of all cells of a field, «нет» and «-» too."""
        for column in self._columns.get(field, ()):
            if column < len(self._values):
                yield text_of(self._values[column])

    def is_written(self, field: Field) -> bool:
        """Whether the field's cells hold anything at all, be it «нет»."""
        return any(column < len(self._values) and self._values[column] != "" for column in self._columns.get(field, ()))


def text_of(cell: Cell) -> str:
    """A cell as the person sees it: whole numbers without a point, dates day first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year:04}"
    return f"{cell:.0f}" if float(cell).is_integer() else repr(cell)


def columns_by_field(columns: Mapping[int, Field], headings: Sequence[str]) -> dict[Field, list[int]]:
    """The columns of each field, the better one first, else from left to right."""
    by_field: dict[Field, list[int]] = {}
    for column in sorted(columns, key=lambda column: (not _is_better(columns[column], column, headings), column)):
        by_field.setdefault(columns[column], []).append(column)
    return by_field


def cleaned(cells: Sequence[Cell], above: Sequence[Cell]) -> list[Cell]:
    """The cells with plain texts; a ditto mark takes the value of the row above."""
    values = [plain(cell) if isinstance(cell, str) else cell for cell in cells]
    for column, value in enumerate(values):
        if isinstance(value, str) and column < len(above) and is_ditto(value):
            values[column] = above[column]
    return values


def _is_better(field: Field, column: int, headings: Sequence[str]) -> bool:
    concept = _BETTER.get(field)
    if concept is None or column >= len(headings):
        return False
    return concept in concepts_in(folded_heading(headings[column]))
