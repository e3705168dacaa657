"""The name of the person in a row, whatever columns it is spread over."""

from dataclasses import dataclass

from edinstvo.registry.imports.rules.alphabets import is_absent, mended_name
from edinstvo.registry.imports.rules.cells import Cells
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.names import WrittenName, full_name, given_name, ordinary_case, surname, words_of

COLUMN_OF = {"last_name": Field.LAST_NAME, "first_name": Field.FIRST_NAME, "middle_name": Field.MIDDLE_NAME}


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, the text it was read from, and the parts where two alphabets were mixed."""

    parts: WrittenName
    text: str
    mixed: tuple[tuple[str, int, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether surname and first name are both there."""
        return bool(self.parts.last and self.parts.first)

    @property
    def missing(self) -> str:
        """The first missing of last_name and first_name."""
        return "last_name" if not self.parts.last else "first_name"


def person_name(cells: Cells, *, first_name_first: bool) -> PersonName:
    """The name in a row: columns of their own beat «Фамилия И.О.», which fills in what they leave out."""
    own = _from_own_columns(cells, first_name_first)
    if own.is_complete:
        return own
    whole = _from_one_column(cells, first_name_first)
    if not own.text:
        return whole
    if not whole.text:
        return own
    parts = WrittenName(
        own.parts.last or whole.parts.last,
        own.parts.first or whole.parts.first,
        own.parts.middle or whole.parts.middle,
        own.parts.former or whole.parts.former,
    )
    return PersonName(parts, own.text, own.mixed or whole.mixed)


def _from_one_column(cells: Cells, first_name_first: bool) -> PersonName:
    found = cells.first(Field.FULL_NAME)
    if found is None:
        return PersonName(WrittenName(), "")
    text = mended_name(found.text)
    parts = full_name(text, first_name_first=first_name_first)
    mixed = _mixed_parts(parts, found.text, found.column) if text != found.text else ()
    return PersonName(parts, found.text, mixed)


def _mixed_parts(parts: WrittenName, text: str, column: int) -> tuple[tuple[str, int, str], ...]:
    """The parts of the name whose words did not stand so in the cell."""
    written = {ordinary_case(part) for word in words_of(text) for part in (word, *word.split("-"))}
    named = zip(("last_name", "first_name", "middle_name"), parts[:3], strict=True)
    return tuple(
        (field, column, text) for field, part in named if part and not all(word in written for word in part.split())
    )


def _from_own_columns(cells: Cells, first_name_first: bool) -> PersonName:
    last, first = cells.first(Field.LAST_NAME), cells.first(Field.FIRST_NAME)
    middle, given = cells.first(Field.MIDDLE_NAME), cells.first(Field.FIRST_AND_MIDDLE)
    written = [found for found in (last, first or given, middle) if found]
    text = " ".join(found.text for found in written)
    if not written:
        return PersonName(WrittenName(), "")
    if last and not (first or given) and not middle and len(words_of(last.text)) > 1:
        # The whole name stands in the surname's column of this row.
        parts = full_name(mended_name(last.text), first_name_first=first_name_first)
        return PersonName(parts, text, _mixed_parts(parts, last.text, last.column))
    surname_, former = surname(mended_name(last.text)) if last else ("", "")
    first_, middle_ = _given(first.text if first else "", given.text if given else "", middle.text if middle else "")
    mixed = tuple(
        (name, found.column, found.text)
        for name, found in (("last_name", last), ("first_name", first or given), ("middle_name", middle))
        if found and mended_name(found.text) != found.text
    )
    return PersonName(WrittenName(surname_, first_, middle_, former), text, mixed)


def _given(first: str, given: str, middle: str) -> tuple[str, str]:
    """First name and patronymic of their own columns, or of one column for both."""
    if given and not first:
        words = [word for word in words_of(mended_name(given)) if not is_absent(word)]
        first, middle = (words[0] if words else ""), middle or " ".join(words[1:])
    elif not middle and len(words := words_of(mended_name(first))) == 2 and full_name(" ".join(words)).middle:
        first, middle = words
    return given_name(mended_name(first)), given_name(mended_name(middle))
