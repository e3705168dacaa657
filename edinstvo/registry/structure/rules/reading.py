"""Read a committee's list: the sheets of a file in, the organisations out, a territory before those below it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edinstvo.foundation.tables.model import Row, Sheet, Span
from edinstvo.registry.structure.rules.gathering import Gathering, Head
from edinstvo.registry.structure.rules.layout import Layout, heading_again, layout_of
from edinstvo.registry.structure.rules.organisation import LeftColumn, ReadOrganisation
from edinstvo.registry.structure.rules.sheet import SheetReader


class NoNameColumn(Exception):
    """No sheet of the file has a column of organisations: it is no list of them."""


@dataclass(frozen=True)
class ReadSheet:
    """A visible sheet whose rows were read into memory: of organisations there are thousands, not millions."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Span]
    layout: Layout | None


@dataclass(frozen=True)
class ReadList:
    """The organisations in the order of the file, the number of rows that are none, and the columns that are left."""

    organisations: list[ReadOrganisation]
    skipped: Counter[str]
    left: list[LeftColumn]


def read_list(sheets: Iterable[Sheet], *, head: Head) -> ReadList:
    """The organisations of a list. Raises NoNameColumn, and whatever reading the sheets raises."""
    read = [_in_memory(sheet) for sheet in sheets if sheet.is_visible]
    told = [sheet for sheet in read if sheet.layout is not None]
    if not told:
        raise NoNameColumn
    skipped: Counter[str] = Counter()
    skipped["no_names"] = sum(bool(row.cells) for sheet in read if sheet.layout is None for row in sheet.rows)
    gathering = Gathering(head)
    for sheet in told:
        _read(sheet, gathering, skipped, has_neighbours=len(told) > 1)
    return ReadList(gathering.organisations(), skipped, gathering.left_columns())


def _in_memory(sheet: Sheet) -> ReadSheet:
    rows = list(sheet.rows)
    return ReadSheet(sheet.name, rows, sheet.merged, layout_of(rows, merged=sheet.merged))


def _read(sheet: ReadSheet, gathering: Gathering, skipped: Counter[str], *, has_neighbours: bool) -> None:
    layout = sheet.layout
    if layout is None:
        return
    reader = SheetReader(sheet.name, layout, gathering, skipped, is_one_of_several=has_neighbours)
    reader.take_titles(sheet.rows[: layout.start])
    for row in sheet.rows[layout.first :]:
        if anew := heading_again(row, layout):
            layout = anew
            reader.begin_anew(anew)
        else:
            reader.take(row)
