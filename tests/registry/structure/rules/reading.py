"""How tests read a list of organisations: rows as a committee wrote them, below one region."""

from collections.abc import Mapping, Sequence

from edinstvo.foundation.tables.model import Cell, Row, Sheet, Span
from edinstvo.registry.structure.rules.gathering import Head
from edinstvo.registry.structure.rules.reading import ReadList, read_list

HEAD = Head(names=("Костромская областная организация",), is_regional=True)


def read(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, merged: tuple[Span, ...] = ()) -> ReadList:
    """What comes out of sheets with these rows."""
    return read_list([_sheet(name, rows, merged) for name, rows in sheets.items()], head=HEAD)


def _sheet(name: str, rows: Sequence[Sequence[Cell]], merged: tuple[Span, ...]) -> Sheet:
    return Sheet(name=name, rows=iter([Row(n, list(row)) for n, row in enumerate(rows, start=1)]), merged=merged)
