"""Whether a row below or beside headings is an organisation's own: such a row is never a heading."""

import re
from collections.abc import Mapping
from datetime import date

from edinstvo.foundation.tables.model import Cell, Row
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.content import is_full_name
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.structure.rules.cells import people_in
from edinstvo.registry.structure.rules.fields import COUNTS, NAMING, Field
from edinstvo.registry.structure.rules.headings import field_named
from edinstvo.registry.structure.rules.kinds import institution_of, type_named
from edinstvo.registry.structure.rules.naming import telling_words

LONGEST = 160
_NAMED = re.compile(r"№\s*\d|[«“„\"][^»”“\"]+[»”“\"]")
# Words that tell organisations apart in a name, and nothing in a heading.
_HEADING_WORD = re.compile(
    r"^(?:#.*|школ|сад|наименовани|названи|перечен|списо?к|полн|кратк|сокращенн?|официальн|юридическ|вышестоящ|нижестоящ|"
    r"местн|структурн?|мест|работ|работодател|рк|гк|то|оо|оу|доу|горком|райком|устав|котор|где|создан|входящ|состоящ|"
    r"учебн|заведени|вид|тип|код|реестр|номер|руководител|лидер|глав|объединени|территори|населенн|пункт|подразделени|ячейк|член|наш)$"
)


def can_be_heading(row: Row) -> bool:
    """Whether the row has words, and no date, telephone or e-mail."""
    filled = [cell for cell in row.cells if cell != ""]
    return bool(filled) and any(isinstance(cell, str) for cell in filled) and not any(map(_is_value, filled))


def names_somebody(row: Row) -> bool:
    """Whether a person's full name stands in the row, or an organisation with a number or a name of its own."""
    return any(_is_person(text) or (_NAMED.search(text) and _is_named(text)) for text in _texts(row).values())


def holds_data(row: Row, under: Mapping[int, Field]) -> bool:
    """Whether the row is an organisation's own: it names one, or somebody, or has a value under its column.

    `under` are the fields of the columns as the headings above say.
    """
    if names_somebody(row):
        return True
    return any(_is_value_under(under.get(column), text) for column, text in _texts(row).items())


def _texts(row: Row) -> dict[int, str]:
    return {column: text for column, cell in enumerate(row.cells) if (text := plain(text_of(cell)))}


def _is_value(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, date) or not float(cell).is_integer() or not 0 < cell <= 30
    text = plain(cell)
    return len(text) > LONGEST or "@" in text or phone_in(text) is not None


def _is_person(text: str) -> bool:
    return field_named(text) is None and is_full_name(text)


def _is_named(text: str) -> bool:
    return field_named(text) in (*NAMING, None)


def _is_value_under(field: Field | None, text: str) -> bool:
    if field in COUNTS:
        return people_in(text) is not None
    if field is Field.TYPE:
        is_kind = type_named(text) is not None or institution_of(text) is not None
        return is_kind and field_named(text) is not Field.TYPE
    return field in NAMING and field_named(text) in NAMING and not all(map(_HEADING_WORD.match, telling_words(text)))
