"""The values of a row besides the name: each read, checked, and complained of where it cannot be used."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import mended
from edinstvo.registry.imports.rules.cells import Cells, Found
from edinstvo.registry.imports.rules.dates import OLDEST, Precision, WrittenDate, age, date_in, is_plausible_birth
from edinstvo.registry.imports.rules.decisions import decision_in
from edinstvo.registry.imports.rules.emails import email_in
from edinstvo.registry.imports.rules.fields import Field, letter
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
        """The values by the names of `ReadMember`'s fields."""
        born = self._birth()
        return {
            "birth_date": born,
            "sex": sex_in(self.cells.text(Field.SEX)[:LONGEST_WORD]),
            "phone": self._checked(Field.PHONE, "phone", phone_in, Code.INVALID_PHONE) or self._contact(phone_in),
            "email": self._checked(Field.EMAIL, "email", email_of, Code.INVALID_EMAIL) or self._contact(email_of),
            "snils": self._checked(Field.SNILS, "snils", snils_in, Code.INVALID_SNILS),
            "inn": self._first(Field.INN, inn_in),
            "ticket_number": self._first(Field.TICKET_NUMBER, ticket_in),
            "position": self._mended(Field.POSITION, "position"),
            "subdivision": self._mended(Field.SUBDIVISION, "subdivision"),
            **self._membership(born),
        }

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
        is_joining_given = self.cells.first(Field.JOINED_ON) is not None
        applied = self._day(Field.APPLICATION_ON, "application_on" if is_joining_given else "joined_on", born)
        number, on = decision_in(self.cells.text(Field.DECISION), today=self.today)
        return {
            "joined_on": self._day(Field.JOINED_ON, "joined_on", born) if is_joining_given else applied,
            "registered_on": self._day(Field.REGISTERED_ON, "registered_on", born),
            "application_on": applied,
            "decision_on": self._day(Field.DECISION_ON, "decision_on", born) or on,
            "decision_number": self._first(Field.DECISION_NUMBER, ticket_in) or number,
        }

    def _day(self, field: Field, name: str, born: date | None) -> date | None:
        """A date of the membership: it has come, and its owner had been born."""
        found, written = self._written(field, name)
        if found is None or written is None:
            return None
        if written.on > self.today:
            self.complain(Code.FUTURE_DATE, name, found.column, text=found.text)
        elif born and written.on < born:
            self.complain(Code.IMPLAUSIBLE_DATE, name, found.column, variant="before_birth", text=found.text)
        elif age(written.on, on=self.today) > OLDEST:
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

    def _contact(self, reader: Reader) -> str | None:
        """A value out of a column of mixed contacts, which may hold an address as well."""
        return self._first(Field.CONTACTS, reader)

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
