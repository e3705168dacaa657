"""Which field a heading names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from edinstvo.registry.imports.rules.fields import NAMES, NAMING, Field
from edinstvo.registry.imports.rules.heading_words import Concept, concepts_in, folded_heading

LONGEST_HEADING = 120
C = Concept


@dataclass(frozen=True)
class Rule:
    """A heading names `field` if it speaks of all of `says`, of one of `one_of` if any, of none of `never`."""

    field: Field
    says: tuple[Concept, ...] = ()
    one_of: tuple[Concept, ...] = ()
    never: tuple[Concept, ...] = ()

    def fits(self, concepts: frozenset[Concept]) -> bool:
        """Whether a heading that speaks of `concepts` is meant."""
        said = all(concept in concepts for concept in self.says)
        return said and (not self.one_of or not concepts.isdisjoint(self.one_of)) and concepts.isdisjoint(self.never)


WHEN = (C.DATE, C.YEAR, C.SINCE)
# The first rule that fits decides.
RULES = (
    Rule(Field.SNILS, says=(C.SNILS,)),
    Rule(Field.SNILS, says=(C.INSURANCE,), one_of=(C.NUMBER, C.CERTIFICATE), never=(C.OTHER,)),
    Rule(Field.INN, says=(C.INN,), never=(C.OTHER,)),
    Rule(Field.OTHER, says=(C.SOMEBODY_ELSE,), never=(C.POSITION, C.CATEGORY)),
    Rule(Field.PERSONNEL_NUMBER, says=(C.PERSONNEL,)),
    Rule(Field.BIRTH_DATE, says=(C.BIRTH,), never=(C.OTHER, C.FULL_NAME, C.SURNAME)),
    Rule(Field.CONTACTS, one_of=(C.PHONE, C.MOBILE), says=(C.EMAIL,)),
    Rule(Field.CONTACTS, one_of=(C.PHONE, C.MOBILE), says=(C.OTHER,)),
    Rule(Field.PHONE, one_of=(C.PHONE, C.MOBILE)),
    Rule(Field.EMAIL, says=(C.EMAIL,), never=(C.TICKET,)),
    Rule(Field.OTHER, says=(C.TICKET, C.OTHER_TICKET)),
    Rule(Field.TICKET_NUMBER, says=(C.TICKET,), never=(C.DATE, C.YEAR, C.OTHER)),
    Rule(Field.OTHER, says=(C.TICKET,)),
    Rule(Field.APPLICATION_ON, says=(C.APPLICATION,), never=(C.DURATION,)),
    Rule(Field.DECISION, says=(C.DECISION, C.NUMBER, C.DATE)),
    Rule(Field.DECISION_ON, says=(C.DECISION, C.DATE)),
    Rule(Field.DECISION_NUMBER, says=(C.DECISION, C.NUMBER)),
    Rule(Field.DECISION, says=(C.DECISION,)),
    Rule(Field.JOINED_ON, says=(C.DURATION, C.UNION, C.SINCE)),
    Rule(Field.OTHER, says=(C.DURATION,)),
    Rule(Field.REGISTERED_ON, says=(C.ON_ROLL,), never=(C.NUMBER, C.WORK)),
    Rule(Field.JOINED_ON, says=(C.JOINING, C.UNION), never=(C.NUMBER, C.POSITION)),
    Rule(Field.JOINED_ON, says=(C.JOINING,), never=(C.NUMBER, C.OTHER, C.POSITION)),
    Rule(Field.JOINED_ON, says=(C.ADMISSION,), one_of=(C.UNION, C.PERSON), never=(C.NUMBER, C.WORK)),
    Rule(Field.HIRED_ON, says=(C.ADMISSION,), never=(C.FULL_NAME, C.SURNAME)),
    Rule(Field.HIRED_ON, one_of=(C.WORK, C.POSITION, C.JOINING), says=(C.DATE,), never=(C.FULL_NAME, C.SURNAME)),
    Rule(Field.OTHER, says=(C.WORK,), never=(C.FULL_NAME, C.SURNAME, C.POSITION, C.SUBDIVISION)),
    Rule(Field.JOINED_ON, says=(C.UNION,), one_of=WHEN, never=(C.FULL_NAME, C.SURNAME, C.OTHER)),
    Rule(Field.FORMER_NAME, says=(C.SURNAME, C.FORMER), never=(C.FIRST, C.PATRONYMIC)),
    Rule(Field.FULL_NAME, says=(C.SURNAME, C.FIRST)),
    Rule(Field.FULL_NAME, says=(C.SURNAME, C.GIVEN)),
    Rule(Field.LAST_NAME, says=(C.SURNAME,)),
    Rule(Field.FIRST_AND_MIDDLE, says=(C.FIRST, C.PATRONYMIC)),
    Rule(Field.FIRST_AND_MIDDLE, says=(C.GIVEN,)),
    Rule(Field.MIDDLE_NAME, says=(C.PATRONYMIC,)),
    Rule(Field.FIRST_NAME, says=(C.FIRST,), never=(C.OTHER,)),
    Rule(Field.FULL_NAME, says=(C.FULL_NAME,)),
    Rule(Field.POSITION, says=(C.POSITION,), never=(C.DATE,)),
    Rule(Field.OTHER, says=(C.CATEGORY, C.OTHER)),
    Rule(Field.SEX, says=(C.SEX,)),
    Rule(Field.CATEGORY, says=(C.CATEGORY,)),
    Rule(Field.SUBDIVISION, says=(C.SUBDIVISION,)),
    Rule(Field.OTHER, says=(C.OTHER,)),
    Rule(Field.CONTACTS, says=(C.CONTACT,)),
    Rule(Field.FULL_NAME, says=(C.PERSON,), never=(C.DATE, C.YEAR, C.NUMBER, C.OTHER)),
    Rule(Field.NUMBERING, says=(C.NUMBER,)),
)
# A whole heading that its words alone do not explain.
PHRASES = {
    "полное имя": Field.FULL_NAME,
    "группа инвалидности": Field.OTHER,
    "номер": Field.NUMBERING,
    "номер пп": Field.NUMBERING,
    "номер по порядку": Field.NUMBERING,
    "член": Field.FULL_NAME,
    "член профсоюза": Field.FULL_NAME,
    "члены профсоюза": Field.FULL_NAME,
    "член профсоюза с": Field.JOINED_ON,
    "в профсоюзе с": Field.JOINED_ON,
    "профстаж с": Field.JOINED_ON,
    "профстаж с какого года": Field.JOINED_ON,
    "мж": Field.SEX,
    "муж жен": Field.SEX,
    "жен муж": Field.SEX,
    "last name": Field.LAST_NAME,
    "family name": Field.LAST_NAME,
    "first name": Field.FIRST_NAME,
    "middle name": Field.MIDDLE_NAME,
    "full name": Field.FULL_NAME,
    "группа": Field.SUBDIVISION,
    "эл адрес": Field.EMAIL,
    "электронный адрес": Field.EMAIL,
    "адрес электронной почты": Field.EMAIL,
    "электронная почта": Field.EMAIL,
    "физическое лицо": Field.FULL_NAME,
    "место работы должность": Field.POSITION,
    "кем работает": Field.POSITION,
    "занимаемая должность": Field.POSITION,
}


def field_named(heading: str) -> Field | None:
    """The field that one heading names, None when it names nothing known; `heading` as it stands in the cell."""
    return _field_named(heading) if 0 < len(heading) <= LONGEST_HEADING else None


@lru_cache(maxsize=16_384)
def _field_named(heading: str) -> Field | None:
    folded = folded_heading(heading)
    if folded in PHRASES:
        return PHRASES[folded]
    concepts = concepts_in(folded)
    return next((rule.field for rule in RULES if rule.fits(concepts)), None) if concepts else None


def fields_under(headings: Sequence[Sequence[str]]) -> dict[int, Field]:
    """The fields of columns by the words over each, from the top one down; columns that name nothing are left out.

    Where «Фамилия, имя, отчество» stands over several columns, the words below it tell the parts; and a surname with
    the former one («Фамилия, в т.ч. девичья») is the surname where no other column gives it.
    """
    found = {column: field for column, words in enumerate(headings) if (field := field_under(words))}
    parts = {column: field_named(headings[column][-1]) for column in found if found[column] is Field.FULL_NAME}
    if Field.LAST_NAME in parts.values() and Field.FIRST_NAME in parts.values():
        found |= {column: part for column, part in parts.items() if part in NAMES}
    if NAMING.isdisjoint(found.values()) and Field.FIRST_NAME in found.values():
        found = {column: _as_surname(field) for column, field in found.items()}
    return found


def _as_surname(field: Field) -> Field:
    return Field.LAST_NAME if field is Field.FORMER_NAME else field


def field_under(headings: Iterable[str]) -> Field | None:
    """The field that a column of several heading rows names, from the top one down.

    The words of all rows together speak first («Дата» over «рождения»), then the lowest row, then the top one; but a
    name below a department («Подразделение» over «Сотрудник») is a name.
    """
    parts = [part for part in headings if part]
    if not parts:
        return None
    together, lowest = field_named(" ".join(parts)), field_named(parts[-1])
    if lowest in NAMES and together is not Field.OTHER and together not in NAMES:
        return lowest
    return together or lowest or field_named(parts[0])
