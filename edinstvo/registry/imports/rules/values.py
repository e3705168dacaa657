"""The values of a row besides the name: each read, checked, and complained of where it cannot be used."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import mended
from edinstvo.registry.imports.rules.cells import Cells, Found
from edinstvo.registry.imports.rules.dates import (
    Precision,
    WrittenDate,
    age,
    date_in,
    is_plausible_birth,
    is_too_long_ago,
)
from edinstvo.registry.imports.rules.decisions import decision_in
from edinstvo.registry.imports.rules.emails import email_in
from edinstvo.registry.imports.rules.fields import DATES, Field, letter
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.imports.rules.problems import Code, Problem
from edinstvo.registry.imports.rules.sex import sex_in
from edinstvo.registry.imports.rules.snils import inn_in, snils_in
from edinstvo.registry.imports.rules.tickets import ticket_in

PARTS_OF_A_DATE, LONGEST_PART = 3, 8
LONGEST_WORD = 30
Reader = Callable[[Cell], str | None]


class RowValues:
    """Reads one row and collects what is wrong with it."""

    __slots__ = ("cells", "from_1904", "problems", "row", "sheet", "today")

    def __init__(self, cells: Cells, *, sheet: str, row: int, today: date, from_1904: bool) -> None:
        self.cells, self.sheet, self.row, self.today, self.from_1904 = cells, sheet, row, today, from_1904
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        """The values by the names of `ReadMember`'s fields; of most of those that the row is silent about, nothing."""
        # A list has few of all these columns, and there may be half a million rows: only what is told is asked.
        told = self.cells.by_field
        born = self._birth() if Field.BIRTH_DATE in told else None
        read: dict[str, Any] = {"birth_date": born, "position": None, "subdivision": None}
        if Field.SEX in told:
            read["sex"] = sex_in(self.cells.text(Field.SEX)[:LONGEST_WORD])
        for field, name, reader, code in _CHECKED:
            if field in told:
                read[name] = self._checked(field, name, reader, code)
        if Field.CONTACTS in told:
            read["phone"] = read.get("phone") or self._first(Field.CONTACTS, phone_in)
            read["email"] = read.get("email") or self._first(Field.CONTACTS, email_of)
        for field, name, reader in _TAKEN:
            if field in told:
                read[name] = self._first(field, reader)
        for field, name in _MENDED:
            if field in told:
                read[name] = self._mended(field, name)
        if not _OF_MEMBERSHIP.isdisjoint(told):
            read |= self._membership(born)
        return read

    def complain(self, code: Code, field: str, column: int, *, variant: str = "", **params: str) -> None:
        """Note that something is wrong with the value of a column."""
        where = {"sheet": self.sheet, "row": self.row, "column": letter(column)}
        self.problems.append(Problem(**where, field=field, code=code, variant=variant, params=params))  # type: ignore[arg-type]  # as told above

    def _birth(self) -> date | None:
        found, written = self._written(Field.BIRTH_DATE, "birth_date", is_birth=True)
        if found is None or written is None:
            return None
        if written.on > self.today:
            self.complain(Code.FUTURE_DATE, "birth_date", found.column, text=found.text)
        elif not is_plausible_birth(written.on, today=self.today):
            years = str(age(written.on, on=self.today))
            self.complain(Code.IMPLAUSIBLE_DATE, "birth_date", found.column, variant="age", text=found.text, age=years)
        else:
            return written.on
        return None

    def _membership(self, born: date | None) -> dict[str, Any]:
        """Dates of the membership; the application stands for a joining that is not given."""
        told = self.cells.by_field
        read: dict[str, Any] = {}
        if Field.APPLICATION_ON in told:
            name = "application_on" if Field.JOINED_ON in told else "joined_on"
            read["joined_on"] = read["application_on"] = self._day(Field.APPLICATION_ON, name, born)
        for field, name in _DAYS:
            if field in told:
                read[name] = self._day(field, name, born)
        if Field.DECISION in told:
            number, on = decision_in(self.cells.text(Field.DECISION), today=self.today)
            read["decision_number"], read["decision_on"] = number, read.get("decision_on") or on
        if Field.DECISION_NUMBER in told:
            read["decision_number"] = self._first(Field.DECISION_NUMBER, ticket_in) or read.get("decision_number")
        return read

    def _day(self, field: Field, name: str, born: date | None) -> date | None:
        """A date of the membership: it has come, and its owner had been born."""
        found, written = self._written(field, name)
        if found is None or written is None:
            return None
        if written.on > self.today:
            self.complain(Code.FUTURE_DATE, name, found.column, text=found.text)
        elif born and written.on < born:
            self.complain(Code.IMPLAUSIBLE_DATE, name, found.column, variant="before_birth", text=found.text)
        elif is_too_long_ago(written.on, today=self.today):
            self.complain(Code.IMPLAUSIBLE_DATE, name, found.column, variant="long_ago", text=found.text)
        else:
            return written.on
        return None

    def _written(self, field: Field, name: str, *, is_birth: bool = False) -> tuple[Found | None, WrittenDate | None]:
        """The fullest date among the field's cells: a whole date beats a lone year."""
        cells = self.cells.of(field)
        if not cells:
            return (None, None)
        if len(cells) == PARTS_OF_A_DATE and (whole := self._put_together(cells, is_birth=is_birth)):
            return (cells[0], whole)
        best: tuple[Found | None, WrittenDate | None] = (None, None)
        bad: Found | None = None
        for found in cells:
            written = date_in(found.value, today=self.today, is_birth=is_birth, from_1904=self.from_1904)
            if written is None:
                bad = bad or found
            elif best[1] is None or written.precision > best[1].precision:
                best = (found, written)
        if bad and (best[1] is None or best[1].precision < Precision.DAY):
            self.complain(Code.INVALID_DATE, name, bad.column, text=bad.text)
            return (None, None)
        return best

    def _put_together(self, cells: Sequence[Found], *, is_birth: bool) -> WrittenDate | None:
        """Day, month and year in columns of their own."""
        texts = [found.text for found in cells]
        if any(len(text) > LONGEST_PART for text in texts):
            return None
        written = date_in(".".join(texts), today=self.today, is_birth=is_birth)
        return written if written and written.precision is Precision.DAY else None

    def _checked(self, field: Field, name: str, reader: Reader, code: Code) -> str | None:
        """The first value that proves right; if there is none, what was written first is complained of."""
        wrong: Found | None = None
        for found in self.cells.of(field):
            value = reader(found.value)
            if value:
                return value
            wrong = wrong or found
        if wrong:
            self.complain(code, name, wrong.column, text=wrong.text)
        return None

    def _first(self, field: Field, reader: Reader) -> str | None:
        for found in self.cells.of(field):
            if value := reader(found.value):
                return value
        return None

    def _mended(self, field: Field, name: str) -> str | None:
        """The texts of a field, one after another, each word in one alphabet."""
        texts = []
        for found in self.cells.of(field):
            text = mended(found.text).replace("\n", " ")
            if text != found.text.replace("\n", " "):
                self.complain(Code.MIXED_ALPHABET, name, found.column, text=found.text, mended=text)
            texts.append(text)
        return ", ".join(texts) or None


def email_of(cell: Cell) -> str | None:
    """The e-mail address of a cell, None of a number."""
    return email_in(cell) if isinstance(cell, str) else None


_CHECKED: tuple[tuple[Field, str, Reader, Code], ...] = (
    (Field.PHONE, "phone", phone_in, Code.INVALID_PHONE),
    (Field.EMAIL, "email", email_of, Code.INVALID_EMAIL),
    (Field.SNILS, "snils", snils_in, Code.INVALID_SNILS),
)
_TAKEN: tuple[tuple[Field, str, Reader], ...] = (
    (Field.INN, "inn", inn_in),
    (Field.TICKET_NUMBER, "ticket_number", ticket_in),
)
_DAYS = (
    (Field.JOINED_ON, "joined_on"),
    (Field.REGISTERED_ON, "registered_on"),
    (Field.DECISION_ON, "decision_on"),
)
_MENDED = ((Field.POSITION, "position"), (Field.SUBDIVISION, "subdivision"))
_OF_MEMBERSHIP = frozenset((*DATES - {Field.BIRTH_DATE}, Field.DECISION, Field.DECISION_NUMBER))
