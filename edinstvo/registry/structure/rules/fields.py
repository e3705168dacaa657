"""What a column of a committee's list can hold."""

from enum import StrEnum


class Field(StrEnum):
    """The meaning of one column."""

    INPO = "inpo"
    TERRITORY = "territory"
    NAME = "name"
    INSTITUTION = "institution"
    TYPE = "type"
    CHAIR = "chair"
    CHAIR_LAST = "chair_last_name"
    CHAIR_FIRST = "chair_first_name"
    CHAIR_MIDDLE = "chair_middle_name"
    PHONE = "phone"
    EMAIL = "email"
    CONTACTS = "contacts"
    ADDRESS = "address"
    MEMBERS = "members"
    MEMBERS_WORKING = "members_working"
    MEMBERS_STUDYING = "members_studying"
    MEMBERS_RETIRED = "members_retired"
    WORKERS = "workers"
    STUDENTS = "students"
    NUMBERING = "numbering"
    OTHER = "other"


# A sheet without one of these is no list of organisations.
NAMING = frozenset((Field.TERRITORY, Field.NAME, Field.INSTITUTION))
KNOWN_BUT_LEFT = frozenset((Field.NUMBERING, Field.OTHER))
COUNTS = frozenset(
    (
        *(Field.MEMBERS, Field.MEMBERS_WORKING, Field.MEMBERS_STUDYING, Field.MEMBERS_RETIRED),
        *(Field.WORKERS, Field.STUDENTS),
    )
)
