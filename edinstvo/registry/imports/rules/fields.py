"""What a column of a list can hold."""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """The meaning of one column; those of `KNOWN_BUT_LEFT` are recognised so that they are not taken for another."""

    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    FIRST_AND_MIDDLE = "first_and_middle"
    FULL_NAME = "full_name"
    FORMER_NAME = "former_last_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    PHONE = "phone"
    EMAIL = "email"
    CONTACTS = "contacts"
    SNILS = "snils"
    INN = "inn"
    POSITION = "position"
    CATEGORY = "category"
    SUBDIVISION = "subdivision"
    JOINED_ON = "joined_on"
    REGISTERED_ON = "registered_on"
    APPLICATION_ON = "application_on"
    DECISION = "decision"
    DECISION_ON = "decision_on"
    DECISION_NUMBER = "decision_number"
    TICKET_NUMBER = "ticket_number"
    IS_MEMBER = "is_member"
    NUMBERING = "numbering"
    HIRED_ON = "hired_on"
    PERSONNEL_NUMBER = "personnel_number"
    OTHER = "other"


# Column index (from 0) to field; columns that are not in it are not read.
Columns = Mapping[int, Field]

NAMES = frozenset(
    (Field.LAST_NAME, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.FIRST_AND_MIDDLE, Field.FULL_NAME, Field.FORMER_NAME)
)
# A sheet without one of these holds no list of people.
NAMING = frozenset((Field.LAST_NAME, Field.FULL_NAME))
DATES = frozenset((Field.BIRTH_DATE, Field.JOINED_ON, Field.REGISTERED_ON, Field.APPLICATION_ON, Field.DECISION_ON))
KNOWN_BUT_LEFT = frozenset((Field.NUMBERING, Field.HIRED_ON, Field.PERSONNEL_NUMBER, Field.OTHER))
# What a row that is no person (a section, a total, a signature) does not have.
PERSONAL = frozenset(
    (
        *(Field.BIRTH_DATE, Field.SEX, Field.PHONE, Field.EMAIL, Field.CONTACTS, Field.SNILS, Field.INN),
        *(Field.JOINED_ON, Field.REGISTERED_ON, Field.APPLICATION_ON, Field.DECISION, Field.DECISION_ON),
        Field.TICKET_NUMBER,
    )
)
# Columns of free text: «директор» there is somebody's work and no signature.
FREE_TEXTS = frozenset((Field.POSITION, Field.SUBDIVISION, Field.CATEGORY, Field.OTHER, Field.DECISION))


def is_list_of_people(mapping: Columns) -> bool:
    """Whether the mapping tells where the names stand."""
    return any(field in NAMING for field in mapping.values())


def letter(column: int) -> str:
    """The letters of a column as spreadsheets show it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
