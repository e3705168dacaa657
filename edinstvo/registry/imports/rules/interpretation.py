"""Read a chair's list as people: the sheets of a file in, one `ReadMember` after another out."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from edinstvo.foundation.tables.model import Row, Sheet
from edinstvo.registry.imports.rules.duplicates import Duplicates
from edinstvo.registry.imports.rules.fields import Field, is_list_of_people
from edinstvo.registry.imports.rules.layout import SAMPLE, Layout, layout_of
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.imports.rules.people import SheetReader

Mappings = Mapping[str, Mapping[int, Field]]
NO_MAPPINGS: Mappings = {}


class NoNameColumn(Exception):
    """No sheet of the file has a column of names: it is no list of people."""


@dataclass(frozen=True, kw_only=True)
class SheetPreview:
    """What a person needs to see to say what the columns of one sheet hold: the guess and the first rows below."""

    name: str
    layout: Layout
    rows: tuple[Row, ...]


def interpret(sheets: Iterable[Sheet], *, today: date, mappings: Mappings = NO_MAPPINGS) -> "Interpretation":
    """The people of a list. Walk the result once; nothing is read before.

    `mappings` gives columns that a person has corrected, by the fingerprint of the sheet's headings. Hidden sheets are
    left out, sheets without names too as long as another has some. The walk raises `NoNameColumn` at its end when none
    had, and whatever reading the sheets raises.
    """
    return Interpretation(sheets, today=today, mappings=mappings)


def preview(
    sheets: Iterable[Sheet], *, today: date, rows: int = 8, mappings: Mappings = NO_MAPPINGS
) -> list[SheetPreview]:
    """The visible sheets as they would be understood, each with its first `rows` rows below the headings."""
    previews = []
    for sheet in sheets:
        ahead = _Ahead(sheet.rows)
        if sheet.is_visible and (sample := ahead.sample()):
            layout = _layout(sample, sheet, today=today, mappings=mappings)
            below = [row for row in sample if row.number >= layout.first_row and row.cells]
            previews.append(SheetPreview(name=sheet.name, layout=layout, rows=tuple(below[:rows])))
    return previews


class Interpretation:
    """The people of a list, in the order of the file; the figures are whole when the walk has ended.

    `skipped` counts the rows that are nobody (headings, sections, totals, signatures, blank ones, sheets without names)
    by kind; `layouts` tells by sheet how it was understood.
    """

    def __init__(self, sheets: Iterable[Sheet], *, today: date, mappings: Mappings) -> None:
        self.skipped: Counter[str] = Counter()
        self.layouts: dict[str, Layout] = {}
        self._sheets, self._today, self._mappings = sheets, today, mappings
        self._duplicates = Duplicates()

    def __iter__(self) -> Iterator[ReadMember]:
        for sheet in self._sheets:
            if sheet.is_visible:
                yield from map(self._duplicates.marked, self._people_of(sheet))
            else:
                self.skipped["hidden"] += sum(bool(row.cells) for row in sheet.rows)
        if not any(is_list_of_people(layout.columns) for layout in self.layouts.values()):
            raise NoNameColumn

    def _people_of(self, sheet: Sheet) -> Iterator[ReadMember]:
        """The people of one sheet; further down it may begin anew with other headings."""
        ahead = _Ahead(sheet.rows)
        reader = self._reader(sheet, ahead.sample())
        for row in ahead:
            people = reader.people_in(row)
            if people is None:
                reader = self._reader(sheet, [row, *ahead.sample()])
                people = reader.people_in(row) or ()
            yield from people

    def _reader(self, sheet: Sheet, sample: Sequence[Row]) -> SheetReader:
        layout = _layout(sample, sheet, today=self._today, mappings=self._mappings)
        known = self.layouts.get(sheet.name)
        if known is None or not is_list_of_people(known.columns):
            self.layouts[sheet.name] = layout
        return SheetReader(sheet, layout, today=self._today, skipped=self.skipped)


class _Ahead:
    """Rows that can be looked at before they are taken."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._waiting: deque[Row] = deque()

    def sample(self) -> list[Row]:
        """The next rows, without taking them."""
        self._waiting.extend(islice(self._rows, max(0, SAMPLE - len(self._waiting))))
        return list(self._waiting)

    def __iter__(self) -> Iterator[Row]:
        while self._waiting:
            yield self._waiting.popleft()
            if not self._waiting:
                self._waiting.extend(islice(self._rows, 1))
        yield from self._rows


def _layout(sample: Sequence[Row], sheet: Sheet, *, today: date, mappings: Mappings) -> Layout:
    guessed = layout_of(sample, merged=sheet.merged, today=today)
    told = mappings.get(guessed.fingerprint)
    return guessed if told is None else replace(guessed, columns=dict(told))
