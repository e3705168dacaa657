"""The organisations in the rows of one sheet."""

import re
from collections import Counter
from collections.abc import Sequence

from edinstvo.foundation.tables.model import Cell, Row
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import cleaned, text_of
from edinstvo.registry.imports.rules.fields import letter
from edinstvo.registry.imports.rules.sections import is_service_text, is_total_text
from edinstvo.registry.structure.rules.cells import RowCells, people_in
from edinstvo.registry.structure.rules.days import day_named
from edinstvo.registry.structure.rules.fields import COUNTS, NAMING, Field
from edinstvo.registry.structure.rules.gathering import Gathering
from edinstvo.registry.structure.rules.kinds import (
    PRIMARY,
    TERRITORIAL,
    WITH_RIGHTS,
    institution_of,
    is_direct,
    is_kind_of_section,
    is_region,
    is_territory,
    type_named,
    type_of_name,
)
from edinstvo.registry.structure.rules.layout import Layout
from edinstvo.registry.structure.rules.naming import LONGEST, as_written, name_problems, of_section, territory_in_title
from edinstvo.registry.structure.rules.organisation import LeftColumn, ReadOrganisation
from edinstvo.registry.structure.rules.problems import Code

_NAMELESS_SHEET = re.compile(
    r"(?:лист|sheet|свод|итог|список|реестр|структура|таблица|ппо|перви|общ|все|страница)", re.I
)
_NAMED_IN = (Field.NAME, Field.INSTITUTION, Field.TERRITORY)
_DATA = (Field.CHAIR, Field.CHAIR_LAST, Field.PHONE, Field.EMAIL, Field.CONTACTS, Field.ADDRESS, Field.TYPE, Field.INPO)


class SheetReader:
    """Reads the rows from the top down, keeping in mind under which territory and in which section they stand."""

    def __init__(
        self, name: str, layout: Layout, gathering: Gathering, skipped: Counter[str], *, is_one_of_several: bool
    ) -> None:
        self._sheet, self._layout, self._gathering, self._skipped = name, layout, gathering, skipped
        self._territory, self._institution, self._as_of = "", "", ""
        self._above: list[Cell] = []
        self._waits_for = as_written(name) if is_one_of_several and not _NAMELESS_SHEET.match(name) else ""

    def take_titles(self, rows: Sequence[Row]) -> None:
        """What stands above the headings may name the territory that the whole sheet is about; else its tab does.

        It may also name the day that the sheet is of; so may a heading over numbers.
        """
        over = [self._layout.heading(column) for column, field in self._layout.columns.items() if field in COUNTS]
        day = day_named([*(text_of(cell) for row in rows for cell in row.cells), *over])
        self._as_of = day.isoformat() if day else ""
        if self._layout.has(Field.TERRITORY):
            self._waits_for = ""
            return
        for row in rows:
            for cell in row.cells:
                text = plain(text_of(cell))
                named = territory_in_title(text) or (as_written(text) if len(text) < 120 and is_territory(text) else "")
                if named and not is_region(named):
                    self._waits_for = named

    def begin_anew(self, layout: Layout) -> None:
        """Headings repeated, or others, in the middle of the sheet."""
        self._layout, self._above = layout, []
        self._skipped["heading"] += 1

    def take(self, row: Row) -> None:
        """One row: an organisation, a section, or nothing of ours."""
        values = cleaned(row.cells, self._above)
        if not any(value != "" for value in values):
            self._skipped["blank"] += 1
            return
        self._name_waiting(row)
        cells = RowCells(values, self._layout.columns)
        texts = [
            text for value in values if isinstance(value, str) and (text := plain(value)) and people_in(text) is None
        ]
        if self._is_no_row(cells, texts):
            self._skipped["service"] += 1
        elif not self._is_section(row, cells, texts):
            self._above = values
            self._leave(cells, values)
            self._organisation(row, cells)

    def _leave(self, cells: RowCells, values: Sequence[Cell]) -> None:
        """Tell the columns whose values are lost; numbers in the first one, with nothing over them, count the rows."""
        for column in cells.left:
            heading = self._layout.heading(column)
            if heading or column or people_in(values[column]) is None:
                self._gathering.leave(LeftColumn(sheet=self._sheet, column=letter(column), heading=heading))

    def _name_waiting(self, row: Row) -> None:
        """The sheet's own territory is an organisation from the first row on that has something below it."""
        if self._waits_for:
            named = self._gathering.named_in_full(self._waits_for)
            self._territory = self._gathering.territory(named, sheet=self._sheet, row=row.number)
            self._waits_for = ""

    def _is_no_row(self, cells: RowCells, texts: Sequence[str]) -> bool:
        """Whether the row is a total, a signature, or a line of numbers."""
        if not texts:
            return True
        name = cells.text(Field.NAME) or cells.text(Field.INSTITUTION) or cells.text(Field.TERRITORY)
        return is_total_text(texts[0]) or is_total_text(name) or is_service_text(name or texts[0])

    def _is_section(self, row: Row, cells: RowCells, texts: Sequence[str]) -> bool:
        """Whether the row is a heading over those below it; it says then where and what they are."""
        if len(texts) != 1 or cells.has(*_DATA):
            return False
        text, is_numbered = of_section(texts[0]), cells.text(Field.NUMBERING)[:1].isdigit()
        is_named = cells.has(*NAMING)
        if is_territory(text) and not (self._layout.has(Field.TERRITORY) and cells.has(Field.NAME)):
            # It is an organisation of the list as well, so nothing is skipped here.
            self._begin_territory(row, text)
            return True
        if is_direct(text) and not is_numbered:
            self._territory, self._institution = "", institution_of(text) or ""
        elif is_kind_of_section(text) and not is_numbered and not cells.has(*COUNTS):
            self._institution = institution_of(text) or ""
        elif is_named:
            return False
        self._skipped["section"] += 1
        return True

    def _begin_territory(self, row: Row, text: str) -> None:
        self._territory = self._gathering.territory(text, sheet=self._sheet, row=row.number)
        self._institution = ""

    def _organisation(self, row: Row, cells: RowCells) -> None:
        type_, is_said = self._type(cells)
        named = as_written(cells.text(Field.NAME, is_mended=True))
        institution = as_written(cells.text(Field.INSTITUTION, is_mended=True))
        territory = as_written(cells.text(Field.TERRITORY, is_mended=True))
        name = named or (f"ППО {institution}" if institution and not type_named(institution) else institution)
        is_of_territory = not name or (named and type_ != PRIMARY and is_territory(named) and not institution)
        if type_ == TERRITORIAL or (is_of_territory and (name or territory) and not (is_said and type_ != TERRITORIAL)):
            self._territory = self._gathering.add_territory(self._read(row, cells, TERRITORIAL, name or territory))
            self._institution = ""
            return
        if territory and exact_or_blank(territory) != exact_or_blank(name):
            self._territory = self._gathering.territory(territory, sheet=self._sheet, row=row.number)
        read = self._read(row, cells, type_ or type_of_name(name), name)
        read.is_type_said, read.institution_name = is_said, institution
        kind = cells.text(Field.TYPE) if not is_said else ""
        read.institution = _first_kind(kind, institution, name) or self._institution
        read.parent = "" if read.type == WITH_RIGHTS else self._territory
        _count(read, cells)
        self._gathering.add(read)

    def _type(self, cells: RowCells) -> tuple[str, bool]:
        """The type that a column gives, and whether it does; what it says of an institution is no mistake."""
        said = cells.text(Field.TYPE)
        type_ = type_named(said) if said else None
        if said and type_ is None and institution_of(said) is None:
            cells.complain(Code.UNKNOWN_TYPE, Field.TYPE, text=said)
        return type_ or "", type_ is not None

    def _read(self, row: Row, cells: RowCells, type_: str, name: str) -> ReadOrganisation:
        last, first, middle = cells.chair()
        phone, email = cells.reached()
        read = ReadOrganisation(
            sheet=self._sheet,
            row=row.number,
            type=type_,
            name=name[:LONGEST],
            inpo=cells.text(Field.INPO),
            chair_last_name=last,
            chair_first_name=first,
            chair_middle_name=middle,
            phone=phone,
            email=email,
            address=cells.address(),
            as_of=self._as_of,
            raw=tuple(plain(text_of(cell)) for cell in row.cells),
        )
        cells.problems.extend(name_problems(name, column=cells.place(*_NAMED_IN)))
        read.problems = cells.problems
        return read


def exact_or_blank(text: str) -> str:
    """For telling whether two cells of a row say the same."""
    return " ".join(text.lower().split())


def _first_kind(*texts: str) -> str:
    """The kind of institution that the first telling text gives, or nothing."""
    return next(filter(None, map(institution_of, filter(None, texts))), "")


def _count(read: ReadOrganisation, cells: RowCells) -> None:
    """The members on paper, and those who work and study there, as far as the row counts them."""
    total, retired = cells.number(Field.MEMBERS), cells.number(Field.MEMBERS_RETIRED)
    working, studying = cells.number(Field.MEMBERS_WORKING), cells.number(Field.MEMBERS_STUDYING)
    if any(number is not None for number in (total, working, studying, retired)):
        if working is None and total is not None:
            rest = max(0, total - (studying or 0) - (retired or 0))
            is_of_students = studying is None and re.search(r"студен|обучающ|ппос\b", read.name.lower()) is not None
            working, studying = (0, rest) if is_of_students else (rest, studying)
        read.declared = (working or 0, studying or 0, retired or 0)
    workers, students = cells.number(Field.WORKERS), cells.number(Field.STUDENTS)
    if workers is not None or students is not None:
        read.workforce = (workers or 0, students or 0)
