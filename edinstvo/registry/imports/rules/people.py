"""The people in the rows of one sheet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from edinstvo.foundation.tables.model import Cell, Row, Sheet
from edinstvo.registry.imports.rules.alphabets import is_absent
from edinstvo.registry.imports.rules.cells import Cells, cleaned, text_of
from edinstvo.registry.imports.rules.content import is_full_name
from edinstvo.registry.imports.rules.dates import date_in, is_plausible_birth
from edinstvo.registry.imports.rules.fields import Field, is_list_of_people, letter
from edinstvo.registry.imports.rules.layout import Layout
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.imports.rules.person_names import (
    NOBODY,
    PersonName,
    former_surname,
    has_foreign_signs,
    person_name,
)
from edinstvo.registry.imports.rules.problems import Code
from edinstvo.registry.imports.rules.rows import Kind, RowKinds
from edinstvo.registry.imports.rules.sections import (
    category_named,
    category_of_position,
    category_of_section,
    department_of_section,
)
from edinstvo.registry.imports.rules.values import RowValues

LONGEST = 200
_BORN = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d{2}")


class SheetReader:
    """Reads the rows of one sheet from the top down, keeping in mind the section they stand in."""

    def __init__(self, sheet: Sheet, layout: Layout, *, today: date, skipped: Counter[str]) -> None:
        self.layout = layout
        self._sheet, self._today, self._skipped = sheet.name, today, skipped
        self._from_1904 = sheet.counts_from_1904
        self._kinds = RowKinds(layout, today=today, from_1904=self._from_1904)
        self._is_list = is_list_of_people(layout.columns)
        named = self._kinds.by_field.get(Field.LAST_NAME) or self._kinds.by_field.get(Field.FULL_NAME) or [0]
        self._name_column, self._name_letter = named[0], letter(named[0])
        self._section_category: str | None = None
        self._department: str | None = None
        self._above: list[Cell] = []

    def people_in(self, row: Row) -> Sequence[ReadMember] | None:
        """The person of a row, or the several whose names share its cell; nobody in a section, a total, a blank row.

        None when the row is the heading of another list, which needs a reader of its own.
        """
        if not self._is_list or row.number < self.layout.first_row:
            kind = "title" if self._is_list else "no_names"
            self._skipped[kind if row.cells else str(Kind.BLANK)] += 1
            return ()
        values = cleaned(row.cells, self._above)
        cells = Cells(values, self._kinds.order)
        name = person_name(cells, first_name_first=self.layout.first_name_first)
        kind = self._kinds.kind_of(values, cells, name)
        if kind is Kind.PERSON:
            self._above = values
            return [self._member(row, *person) for person in self._people_sharing(values, cells, name)]
        if kind is Kind.ANOTHER_HEADING:
            return None
        self._skip(kind, values)
        return ()

    def _skip(self, kind: Kind, values: Sequence[Cell]) -> None:
        self._skipped[str(kind)] += 1
        if kind is Kind.SECTION:
            text = next(text_of(value) for value in values if value != "")
            self._section_category = category_of_section(text)
            self._department = None if self._section_category else department_of_section(text)

    def _people_sharing(self, values: list[Cell], cells: Cells, name: PersonName) -> Iterator[tuple[Cells, PersonName]]:
        """The cells and the name of each person, when several names stand in one cell on lines of their own."""
        lines = name.text.split("\n") if "\n" in name.text else []
        if len(lines) < 2 or not all(map(is_full_name, lines)):
            yield cells, name
            return
        for place, _ in enumerate(lines):
            part = Cells([_line(value, place, of=len(lines)) for value in values], self._kinds.order)
            yield part, person_name(part, first_name_first=self.layout.first_name_first)

    def _member(self, row: Row, cells: Cells, name: PersonName) -> ReadMember:
        values = RowValues(cells, sheet=self._sheet, row=row.number, today=self._today, from_1904=self._from_1904)
        if has_foreign_signs(name):
            values.complain(Code.MISSING_NAME, "last_name", self._name_column, variant="signs", text=name.text)
            name = PersonName(NOBODY, name.text)
        else:
            self._complain_of_name(values, name)
        read = values.read()
        parts = name.parts
        read["birth_date"] = read["birth_date"] or self._born_beside(name)
        read["subdivision"] = read["subdivision"] or self._department
        return ReadMember(
            sheet=self._sheet,
            row=row.number,
            name_column=self._name_letter,
            last_name=parts.last,
            first_name=parts.first,
            middle_name=parts.middle,
            has_no_middle_name=not parts.middle and self._denies_patronymic(cells),
            former_last_name=parts.former or former_surname(cells),
            category=self._category(cells, read["position"]),
            problems=tuple(values.problems),
            raw=tuple([cell if isinstance(cell, str) else text_of(cell) for cell in row.cells]),
            **read,
        )

    def _complain_of_name(self, values: RowValues, name: PersonName) -> None:
        if not name.is_complete:
            column = self._name_column
            if name.missing == "first_name":
                column = (self._kinds.by_field.get(Field.FIRST_NAME) or [column])[0]
            values.complain(Code.MISSING_NAME, name.missing, column, variant=name.missing, text=name.text)
        for field, column, text in name.mixed:
            values.complain(
                Code.MIXED_ALPHABET, field, column, text=text, mended=getattr(name.parts, field.split("_")[0])
            )

    def _born_beside(self, name: PersonName) -> date | None:
        """A birth date written in the cell of the name, where no column of its own gives one."""
        if Field.BIRTH_DATE in self._kinds.by_field:
            return None
        match = _BORN.search(name.text)
        written = date_in(match[0], today=self._today, is_birth=True) if match else None
        return written.on if written and is_plausible_birth(written.on, today=self._today) else None

    def _denies_patronymic(self, cells: Cells) -> bool:
        columns = self._kinds.by_field.get(Field.MIDDLE_NAME, ())
        return any(is_absent(text) for text in cells.written(columns) if text)

    def _category(self, cells: Cells, position: str | None) -> str | None:
        """A column of categories speaks first, then the section, then a position that leaves no doubt."""
        column = (
            category_named(cells.text(Field.CATEGORY)[:LONGEST]) if Field.CATEGORY in self._kinds.by_field else None
        )
        return column or self._section_category or (category_of_position(position[:LONGEST]) if position else None)


def _line(value: Cell, place: int, *, of: int) -> Cell:
    """The line of a cell that belongs to one of several people; a cell with other lines belongs to all."""
    lines = value.split("\n") if isinstance(value, str) else []
    return lines[place] if len(lines) == of else value
