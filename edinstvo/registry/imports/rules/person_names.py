"""The name of the person in a row, whatever columns it is spread over."""

import re
from functools import lru_cache
from typing import NamedTuple

from edinstvo.registry.imports.rules.alphabets import is_absent, mended_name
from edinstvo.registry.imports.rules.cells import Cells, Found, text_of
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.names import WrittenName, full_name, given_name, ordinary_case, surname, words_of
from edinstvo.registry.members.rules.people import foreign_signs

Mixed = tuple[tuple[str, int, str], ...]
NOBODY = WrittenName()
# Numbers, remarks and asterisks beside a name are left out; these signs make a text that is none.
_NEVER = re.compile(r"[<>{}|\\^$]")
# Of signs; what follows is no name any more.
LONGEST = 200


class PersonName(NamedTuple):
    """The parts of a name, the text it was read from, and the parts where two alphabets were mixed."""

    parts: WrittenName
    text: str
    mixed: Mixed = ()

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
    whole = cells.of(Field.FULL_NAME)
    if own.is_complete or not whole:
        return own
    read = _from_one_column(whole[0], first_name_first)
    if len(whole) > 1 and (not read.is_complete or read.parts.is_initials):
        # «Иванова М.П.» stands beside the whole name.
        others = (_from_one_column(found, first_name_first) for found in whole[1:])
        read = next((one for one in others if one.is_complete and not one.parts.is_initials), read)
    if not own.text:
        return read
    parts = WrittenName(*(one or other for one, other in zip(own.parts, read.parts, strict=True)))
    return PersonName(parts, own.text, own.mixed or read.mixed)


def has_foreign_signs(name: PersonName) -> bool:
    """Whether the text is nobody's name: the register would refuse it, or it is a piece of some machine's language."""
    return bool(_NEVER.search(name.text) or foreign_signs(" ".join(name.parts[:3])))


def former_surname(cells: Cells) -> str:
    """The former surname of its own column, without the signs that stand in no name."""
    text = cells.text(Field.FORMER_NAME)
    return " ".join(words_of(text)) if foreign_signs(text) else text


def _from_one_column(found: Found, first_name_first: bool) -> PersonName:
    text = text_of(found.value)[:LONGEST]
    right = mended_name(text)
    parts = full_name(right, first_name_first=first_name_first)
    return PersonName(parts, text, _mixed_parts(parts, text, found.column) if right != text else ())


def _mixed_parts(parts: WrittenName, text: str, column: int) -> Mixed:
    """The parts of the name whose words did not stand so in the cell."""
    written = {ordinary_case(part) for word in words_of(text) for part in (word, *word.split("-"))}
    named = zip(("last_name", "first_name", "middle_name"), parts[:3], strict=True)
    return tuple(
        (field, column, text) for field, part in named if part and not all(word in written for word in part.split())
    )


def _from_own_columns(cells: Cells, first_name_first: bool) -> PersonName:
    last, middle = cells.first(Field.LAST_NAME), cells.first(Field.MIDDLE_NAME)
    first = cells.first(Field.FIRST_NAME) or cells.first(Field.FIRST_AND_MIDDLE)
    if not (last or first or middle):
        return PersonName(NOBODY, "")
    if last and not first and not middle and " " in text_of(last.value):
        # The whole name stands in the surname's column of this row.
        return _from_one_column(last, first_name_first)
    texts = [text_of(found.value)[:LONGEST] if found else "" for found in (last, first, middle)]
    right = [mended_name(text) for text in texts]
    last_name, former = surname(right[0]) if right[0] else ("", "")
    first_name, middle_name = _given(right[1], right[2])
    text = " ".join(filter(None, texts))
    mixed = _mixed_columns((last, first, middle), texts, right) if right != texts else ()
    return PersonName(WrittenName(last_name, first_name, middle_name, former), text, mixed)


def _mixed_columns(found: tuple[Found | None, ...], texts: list[str], right: list[str]) -> Mixed:
    named = zip(("last_name", "first_name", "middle_name"), found, texts, right, strict=True)
    return tuple((field, one.column, text) for field, one, text, mended in named if one and text != mended)


@lru_cache(maxsize=16_384)
def _given(first: str, middle: str) -> tuple[str, str]:
    """First name and patronymic of their own columns, or of one column for both."""
    if " " in first and not middle:
        words = [word for word in words_of(first) if not is_absent(word)]
        if len(words) > 1 and (len(words) > 2 or full_name(" ".join(words)).middle):
            first, middle = words[0], " ".join(words[1:])
        elif len(words) == 2 and all(word.endswith(".") for word in words):
            first, middle = words
    return given_name(first), given_name(middle)
