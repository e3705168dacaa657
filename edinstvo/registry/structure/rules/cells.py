"""The values of one row: contacts, the chair, numbers of people, each checked."""

import re
from collections.abc import Mapping, Sequence

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import is_absent, mended, plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.emails import email_in
from edinstvo.registry.imports.rules.fields import letter
from edinstvo.registry.imports.rules.names import full_name, given_name, surname
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.structure.rules.contacts import contacts_left
from edinstvo.registry.structure.rules.fields import Field
from edinstvo.registry.structure.rules.problems import Code, Problem

MOST_PEOPLE = 9_999_999
LONGEST_ADDRESS, LONGEST_NAME = 300, 100
_PEOPLE = re.compile(r"\d{1,3}(?:[ \u00a0]?\d{3})*")
_AFTER_NUMBER = re.compile(r"\s*(?:чел(?:\.|овек\w*)?|чл\.?|члена?|членов)?\s*")


class RowCells:
    """One row asked by field; what is wrong with it gathers in `problems`.

    `left` are the columns that say something and are not taken.
    """

    def __init__(self, values: Sequence[Cell], columns: Mapping[int, Field]) -> None:
        self.problems: list[Problem] = []
        self.left: list[int] = []
        self._found: dict[Field, list[tuple[int, Cell]]] = {}
        for column, value in enumerate(values):
            if value == "" or _is_nothing(value):
                continue
            field = columns.get(column, Field.OTHER)
            self._found.setdefault(field, []).append((column, value))
            if field is Field.OTHER:
                self.left.append(column)

    def has(self, *fields: Field) -> bool:
        """Whether one of the fields says something."""
        return any(field in self._found for field in fields)

    def text(self, field: Field, *, is_mended: bool = False) -> str:
        """The first cell of the field in one line; `is_mended`: each word in one alphabet, and told."""
        for column, cell in self._found.get(field, ()):
            text = " ".join(text_of(cell).split())
            right = mended(text) if is_mended else text
            if right != text:
                self.complain(Code.MIXED_ALPHABET, field, column, text=text, mended=right)
            return right
        return ""

    def complain(self, code: Code, field: Field | str, column: int | None = None, **params: str) -> None:
        """Remember a problem of the field, in its own column unless another is named."""
        place = self.place(Field(field)) if column is None else letter(column)
        self.problems.append(Problem(column=place, field=str(field), code=code, params=params))

    def place(self, *fields: Field) -> str:
        """The letter of the column where the first of the fields that says something stands, "" where none does."""
        return next((letter(self._found[field][0][0]) for field in fields if field in self._found), "")

    def chair(self) -> tuple[str, str, str]:
        """Surname, first name, patronymic; nothing where the cell holds no name."""
        if self.has(Field.CHAIR_LAST):
            last, _ = surname(self.text(Field.CHAIR_LAST))
            first, middle = given_name(self.text(Field.CHAIR_FIRST)), given_name(self.text(Field.CHAIR_MIDDLE))
            return self._fitting(Field.CHAIR_LAST, last, first, middle)
        written = self.text(Field.CHAIR, is_mended=True)
        if not written:
            return ("", "", "")
        name = full_name(_without_contacts(written))
        if not (name.last and name.first):
            self.complain(Code.UNREAD_CHAIR, Field.CHAIR, text=written)
            return ("", "", "")
        return self._fitting(Field.CHAIR, name.last, name.first, name.middle)

    def _fitting(self, field: Field, *name: str) -> tuple[str, str, str]:
        """The parts of a name; a name with one that is too long is told and not taken: cut, it is somebody else's."""
        last, first, middle = name
        if max(map(len, name)) <= LONGEST_NAME:
            return (last, first, middle)
        self.complain(Code.CHAIR_TOO_LONG, field, most=str(LONGEST_NAME))
        return ("", "", "")

    def phone(self) -> str:
        """The first telephone that can be called, in E.164."""
        cells = [*self._found.get(Field.PHONE, ()), *self._found.get(Field.CONTACTS, ())]
        found = next(filter(None, (phone_in(cell) for _, cell in cells)), None)
        if found is None and self.has(Field.PHONE):
            self.complain(Code.INVALID_PHONE, Field.PHONE, text=self.text(Field.PHONE))
        return found or ""

    def email(self) -> str:
        """The first sound address, in lower case."""
        cells = [*self._found.get(Field.EMAIL, ()), *self._found.get(Field.CONTACTS, ())]
        found = next(filter(None, (email_in(cell) for _, cell in cells if isinstance(cell, str))), None)
        if found is None and self.has(Field.EMAIL):
            self.complain(Code.INVALID_EMAIL, Field.EMAIL, text=self.text(Field.EMAIL))
        return found or ""

    def reached(self) -> tuple[str, str]:
        """The telephone and the e-mail; what else stands among mixed contacts is told."""
        phone, email = self.phone(), self.email()
        for column, cell in self._found.get(Field.CONTACTS, ()):
            if left := contacts_left(text_of(cell), phone=phone, email=email):
                self.complain(Code.CONTACTS_LEFT, Field.CONTACTS, column, text=left)
        return phone, email

    def address(self) -> str:
        """The postal address in one line; one that is too long is told and not taken."""
        address = self.text(Field.ADDRESS)
        if len(address) <= LONGEST_ADDRESS:
            return address
        self.complain(Code.ADDRESS_TOO_LONG, Field.ADDRESS, most=str(LONGEST_ADDRESS))
        return ""

    def number(self, field: Field) -> int | None:
        """A number of people, None where none is written."""
        for column, cell in self._found.get(field, ()):
            number = people_in(cell)
            if number is None:
                self.complain(Code.INVALID_NUMBER, field, column, text=text_of(cell))
            return number
        return None


def people_in(cell: Cell) -> int | None:
    """How many people a cell says: «1 234», «45 чел.», 45.0; None of anything else."""
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() and 0 <= cell <= MOST_PEOPLE else None
    text = plain(str(cell)).removesuffix(",0").removesuffix(".0")
    match = _PEOPLE.match(text)
    if not match or not _AFTER_NUMBER.fullmatch(text[match.end() :].lower()):
        return None
    number = int(re.sub(r"\D", "", match[0]))
    return number if number <= MOST_PEOPLE else None


def _is_nothing(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    return text != "0" and is_absent(text)


def _without_contacts(text: str) -> str:
    """A chair's cell before its first digit or address: the telephone often stands there too."""
    return re.split(r"[\d+@(,;]|\bтел\b", text, maxsplit=1)[0]
