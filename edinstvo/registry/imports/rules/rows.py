"""Which rows of a list are people, and which sections, totals, signatures, numberings, repeated headings."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from edinstvo.foundation.folding import fold
from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.cells import Cells, columns_by_field, reading_order
from edinstvo.registry.imports.rules.content import is_full_name
from edinstvo.registry.imports.rules.dates import date_in
from edinstvo.registry.imports.rules.fields import DATES, FREE_TEXTS, NAMING, PERSONAL, Field
from edinstvo.registry.imports.rules.first_names import is_first_name
from edinstvo.registry.imports.rules.headings import field_named
from edinstvo.registry.imports.rules.layout import Layout
from edinstvo.registry.imports.rules.name_order import has_surname_ending, is_patronymic
from edinstvo.registry.imports.rules.person_names import PersonName
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.imports.rules.sections import has_section_words, is_service_text, is_total_text
from edinstvo.registry.imports.rules.sex import sex_in
from edinstvo.registry.imports.rules.snils import snils_in
from edinstvo.registry.imports.rules.values import email_of

_NUMBER = re.compile(r"\d{1,6}\s*[.)]?")
_PLACE_IN_LINE = re.compile(r"\d{1,2}|[А-ЯЁA-Zа-яё]")
# No adjective («Столовая») and no common noun: such a lone word is somebody's surname.
_SURNAME = re.compile(r"[А-ЯЁ][а-яё\-А-ЯЁ]+(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|енко|чук|янц?|дзе|швили)")
_HEADING_WORDS = re.compile(r"фамил|ф\. ?и\. ?о|\bфио\b|сотрудник|работник|\bимя\b", re.I)
_NO = ("нет", "-", "0", "false", "не член", "не состоит")


class Kind(StrEnum):
    """What a row is; all but a person are counted as skipped."""

    PERSON = "person"
    BLANK = "blank"
    HEADING = "heading"
    NUMBERING = "numbering"
    SECTION = "section"
    SERVICE = "service"
    NOT_A_MEMBER = "not_a_member"
    ANOTHER_HEADING = "another_heading"


class RowKinds:
    """Tells the kind of each row of one sheet, from the top down."""

    def __init__(self, layout: Layout, *, today: date, from_1904: bool = False) -> None:
        self.today, self.from_1904 = today, from_1904
        self.by_field = columns_by_field(layout.columns, layout.headings)
        self.order = reading_order(self.by_field)
        self.personal = [field for field in self.by_field if field in PERSONAL]
        self.heading_words = layout.words
        self.numbering = self.by_field.get(Field.NUMBERING, [None])[0]
        self.free_texts = {column for column, field in layout.columns.items() if field in FREE_TEXTS}
        self.is_below_total = False

    def kind_of(self, values: Sequence[Cell], cells: Cells, name: PersonName) -> Kind:
        """The kind of a row: its plain values, the same by field, and the name in it."""
        is_told = any(field in cells.by_field for field in self.personal)
        is_usual = is_told and name.is_complete and is_patronymic(name.parts.middle)
        if not is_usual and (kind := self._impersonal(values, name)):
            return kind
        if self._is_signed(values, name, is_usual=is_usual, is_told=is_told):
            self.is_below_total = self.is_below_total or is_total_text(name.text)
            return Kind.SERVICE
        if self._says_no(cells):
            return Kind.NOT_A_MEMBER
        if is_usual:
            return Kind.PERSON
        if name.is_complete:
            return self._with_name(values, cells, name, is_told=is_told)
        return self._with_half_a_name(values, cells, name) if name.text else self._nameless(values, cells)

    def _impersonal(self, values: Sequence[Cell], name: PersonName) -> Kind | None:
        """Blank rows, headings said again, and rows of nothing but ordinal numbers."""
        filled = [value for value in values if value != ""]
        if not filled:
            return Kind.BLANK
        if self._is_heading(filled, name):
            return Kind.HEADING
        if _names_columns(filled):
            return Kind.ANOTHER_HEADING
        if all(_PLACE_IN_LINE.fullmatch(_short(value)) for value in filled) or self._is_only_number(values):
            return Kind.NUMBERING
        return None

    def _is_heading(self, filled: Sequence[Cell], name: PersonName) -> bool:
        if name.text and fold(name.text) not in self.heading_words:
            return False
        said = [value for value in filled if isinstance(value, str) and fold(value) in self.heading_words]
        return len(said) >= max(1, 0.6 * len(filled))

    def _is_only_number(self, values: Sequence[Cell]) -> bool:
        return self._number_in(values) and sum(value != "" for value in values) == 1

    def _number_in(self, values: Sequence[Cell]) -> bool:
        """Whether the row is numbered in the column of numbers."""
        column = self.numbering
        return column is not None and column < len(values) and _NUMBER.fullmatch(_short(values[column])) is not None

    def _is_signed(self, values: Sequence[Cell], name: PersonName, *, is_usual: bool, is_told: bool) -> bool:
        """Whether the row is a total, a signature or another line of office."""
        if is_usual:
            first = values[self.numbering] if self.numbering is not None and self.numbering < len(values) else ""
            return isinstance(first, str) and first != "" and not _NUMBER.fullmatch(first) and is_service_text(first)
        if name.text and is_service_text(name.text) and not (is_told and is_full_name(name.text)):
            return True
        texts = (
            value for column, value in enumerate(values) if column not in self.free_texts and isinstance(value, str)
        )
        return any(is_service_text(text) for text in texts if text and text != name.text)

    def _says_no(self, cells: Cells) -> bool:
        columns = self.by_field.get(Field.IS_MEMBER)
        return columns is not None and any(text.lower() in _NO for text in cells.written(columns))

    def _with_name(self, values: Sequence[Cell], cells: Cells, name: PersonName, *, is_told: bool) -> Kind:
        """A row with a whole name: a person, unless the words are a department's or a signature's."""
        is_certain = is_full_name(name.text)
        is_numbered = self._number_in(values)
        has_work = bool(cells.text(Field.POSITION))
        if not is_certain and not (is_numbered and has_work) and has_section_words(name.text):
            return Kind.PERSON if self._has_sound_value(cells) else Kind.SECTION
        if is_told or is_numbered:
            return Kind.PERSON
        if self.is_below_total and self.personal:
            return Kind.SERVICE
        if name.parts.is_initials and not has_work and self.personal:
            return Kind.SERVICE
        if is_certain or has_work:
            return Kind.PERSON
        is_surname = has_surname_ending(name.parts.last) or not self.personal
        return Kind.PERSON if is_surname and (name.text.istitle() or name.text.isupper()) else Kind.SECTION

    def _with_half_a_name(self, values: Sequence[Cell], cells: Cells, name: PersonName) -> Kind:
        """A row with one word for a name: a person whose name is incomplete, or a department."""
        word = name.parts.last or name.parts.first
        is_word_of_name = _SURNAME.fullmatch(word) is not None or is_first_name(word)
        if has_section_words(name.text) and not is_word_of_name:
            return Kind.SECTION
        if self._has_sound_value(cells):
            return Kind.PERSON
        if not is_word_of_name:
            return Kind.SECTION
        return Kind.PERSON if self._number_in(values) or not self.is_below_total else Kind.SERVICE

    def _nameless(self, values: Sequence[Cell], cells: Cells) -> Kind:
        """A row without a name: a person if two of its values are somebody's, or one in a numbered row."""
        sound = self._sound_values(cells)
        if sound >= 2 or (sound and self._number_in(values)):
            return Kind.PERSON
        return Kind.SECTION if sum(value != "" for value in values) == 1 else Kind.SERVICE

    def _has_sound_value(self, cells: Cells) -> bool:
        return self._sound_values(cells) > 0

    def _sound_values(self, cells: Cells) -> int:
        """How many fields of the row hold what only a person has: a date, a phone, an address, a СНИЛС."""
        tests: dict[Field, Callable[[Cell], object]] = {
            Field.PHONE: phone_in,
            Field.CONTACTS: phone_in,
            Field.EMAIL: email_of,
            Field.SNILS: snils_in,
            Field.SEX: lambda cell: sex_in(str(cell)),
            **dict.fromkeys(DATES, self._date_in),
        }
        return sum(any(test(found.value) for found in cells.of(field)) for field, test in tests.items())

    def _date_in(self, cell: Cell) -> object:
        return date_in(cell, today=self.today, from_1904=self.from_1904)


def _names_columns(filled: Sequence[Cell]) -> bool:
    """Whether the cells are headings of another list, with a name among them."""
    texts = [value for value in filled if isinstance(value, str)]
    if len(texts) < 2 or not _HEADING_WORDS.search(" ".join(texts)) or any(map(is_full_name, texts)):
        return False
    named = {field for field in map(field_named, texts) if field}
    return len(named) >= 2 and bool(NAMING & named)


def _short(value: Cell) -> str:
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
