"""The cells of one row as values, by field."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import ABSENT_BEGINNINGS, are_usual, is_absent, is_ditto, plain
from edinstvo.registry.imports.rules.fields import KNOWN_BUT_LEFT, Field
from edinstvo.registry.imports.rules.heading_words import Concept, concepts_in, folded_heading

# Fields where one column is better than another of the same field.
_BETTER = {Field.PHONE: Concept.MOBILE}


class Found(NamedTuple):
    """A cell that says something: its column and its value."""

    column: int
    value: Cell

    @property
    def text(self) -> str:
        """The cell as the person sees it."""
        return text_of(self.value)


NOTHING: tuple[Found, ...] = ()
# As Found(…) does, without its call in Python.
_make = tuple.__new__


class Cells:
    """One row, asked by field: the cells that say something, the better column of a field first.

    `values` are the row's plain values; `order` gives the columns that are read, in the order of their worth.
    """

    __slots__ = ("by_field", "values")

    def __init__(self, values: Sequence[Cell], order: Sequence[tuple[int, Field]]) -> None:
        self.values = values
        self.by_field: dict[Field, list[Found]] = {}
        width = len(values)
        for column, field in order:
            if column >= width:
                continue
            value = values[column]
            # Made for every cell of half a million rows: the first sign is looked at before anything is called.
            if type(value) is str and (not value or (value[0] in ABSENT_BEGINNINGS and is_absent(value))):
                continue
            self.by_field.setdefault(field, []).append(_make(Found, (column, value)))

    def of(self, field: Field) -> Sequence[Found]:
        """The cells of a field that say something."""
        return self.by_field.get(field, NOTHING)

    def first(self, field: Field) -> Found | None:
        """The first cell of a field that says something."""
        found = self.by_field.get(field)
        return found[0] if found else None

    def text(self, field: Field) -> str:
        """The text of that cell, or nothing."""
        found = self.by_field.get(field)
        return text_of(found[0].value) if found else ""

    def written(self, columns: Sequence[int]) -> Iterator[str]:
        """The texts of some columns, «нет» and «-» too."""
        return (text_of(self.values[column]) for column in columns if column < len(self.values))


def text_of(cell: Cell) -> str:
    """A cell as the person sees it: whole numbers without a point, dates day first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        written = cell.isoformat()
        return f"{written[8:]}.{written[5:7]}.{written[:4]}"
    return f"{cell:.0f}" if float(cell).is_integer() else repr(cell)


def columns_by_field(columns: Mapping[int, Field], headings: Sequence[str]) -> dict[Field, list[int]]:
    """The columns of each field, the better one first, else from left to right."""
    by_field: dict[Field, list[int]] = {}
    for column in sorted(columns, key=lambda column: (not _is_better(columns[column], column, headings), column)):
        by_field.setdefault(columns[column], []).append(column)
    return by_field


def reading_order(by_field: Mapping[Field, Sequence[int]]) -> list[tuple[int, Field]]:
    """The columns that are read, for `Cells`."""
    return [(column, field) for field, columns in by_field.items() if field not in KNOWN_BUT_LEFT for column in columns]


def cleaned(cells: Sequence[Cell], above: Sequence[Cell]) -> list[Cell]:
    """The cells with plain texts; a ditto mark takes the value of the row above."""
    if are_usual([cell for cell in cells if isinstance(cell, str)]):
        return list(cells)
    values = [plain(cell) if isinstance(cell, str) else cell for cell in cells]
    for column, value in enumerate(values):
        if isinstance(value, str) and is_ditto(value) and column < len(above):
            values[column] = above[column]
    return values


def _is_better(field: Field, column: int, headings: Sequence[str]) -> bool:
    concept = _BETTER.get(field)
    if concept is None or column >= len(headings):
        return False
    return concept in concepts_in(folded_heading(headings[column]))
