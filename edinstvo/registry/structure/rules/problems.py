"""What can be wrong with a row of a committee's list: codes, and the sentences about them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The kinds of problems: of the first group the row is left out, of the second a person is asked."""

    MISSING_NAME = "missing_name"
    NAME_TOO_LONG = "name_too_long"
    NAME_HAS_SIGNS = "name_has_signs"
    DUPLICATE_ROW = "duplicate_row"
    MISPLACED = "misplaced"
    INVALID_INPO = "invalid_inpo"
    FOREIGN_INPO = "foreign_inpo"
    PARENT_LEFT_OUT = "parent_left_out"

    SEVERAL_OF_THE_NAME = "several_of_the_name"
    SIMILAR_NAME = "similar_name"
    OTHER_TYPE = "other_type"
    PARENT_UNCLEAR = "parent_unclear"

    UNKNOWN_TYPE = "unknown_type"
    INVALID_NUMBER = "invalid_number"
    INVALID_PHONE = "invalid_phone"
    INVALID_EMAIL = "invalid_email"
    CONTACTS_LEFT = "contacts_left"
    UNREAD_CHAIR = "unread_chair"
    CHAIR_TOO_LONG = "chair_too_long"
    ADDRESS_TOO_LONG = "address_too_long"
    MIXED_ALPHABET = "mixed_alphabet"
    SAID_AGAIN = "said_again"
    FOUNDED_LATER = "founded_later"
    ALIKE_TERRITORY = "alike_territory"


ERRORS = frozenset(
    (
        *(Code.MISSING_NAME, Code.NAME_TOO_LONG, Code.NAME_HAS_SIGNS, Code.DUPLICATE_ROW),
        *(Code.MISPLACED, Code.INVALID_INPO, Code.FOREIGN_INPO, Code.PARENT_LEFT_OUT),
    )
)
OF_NAMES = frozenset((Code.MISSING_NAME, Code.NAME_TOO_LONG, Code.NAME_HAS_SIGNS))
QUESTIONS = frozenset((Code.SEVERAL_OF_THE_NAME, Code.SIMILAR_NAME, Code.OTHER_TYPE, Code.PARENT_UNCLEAR))


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: the letter of its column (or nothing), the field, what fills its sentence."""

    column: str
    field: str
    code: Code
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Whether the row is left out ("error"), asked about ("question") or comes in without the value ("warning")."""
        return "error" if self.code in ERRORS else "question" if self.code in QUESTIONS else "warning"


def gettext_noop(text: str) -> str:
    """Mark a sentence for the catalogue, which knows it by this function's name; rules know no Django."""
    return text


SENTENCES: dict[str, str] = {
    "missing_name": gettext_noop("The row does not say which organisation it is. Write the name."),
    "name_too_long": gettext_noop("A name has at most 300 signs. Shorten it."),
    "name_has_signs": gettext_noop("Such signs stand in no name: %(signs)s. Take them out."),
    "duplicate_row": gettext_noop(
        "The same organisation stands on sheet “%(sheet)s” in row %(row)s. Leave one of the rows."
    ),
    "said_again": gettext_noop(
        "It has another row of its own on sheet “%(sheet)s”, row %(row)s: only what this one leaves empty "
        "is taken there."
    ),
    "alike_territory": gettext_noop(
        "It looks like “%(known)s” on sheet “%(sheet)s”, row %(row)s, yet it is called otherwise, so two territories "
        "come of them. If they are one, call it the same in both rows and bring the file again."
    ),
    "founded_later": gettext_noop(
        "“%(parent)s”, under which it would come, was founded on %(day)s only: it and what is below it will stand "
        "since that day, not since %(wished)s."
    ),
    "misplaced": gettext_noop("An organisation of this kind does not stand right under “%(parent)s”."),
    "invalid_inpo": gettext_noop("“%(text)s” is no ИНПО: its last digit does not fit. Check the number."),
    "foreign_inpo": gettext_noop("The ИНПО %(text)s belongs to an organisation that does not stand here. Check it."),
    "parent_left_out": gettext_noop("“%(parent)s”, under which it stands, is left out itself."),
    "several_of_the_name": gettext_noop("Several organisations are called so. Say which one is meant."),
    "similar_name": gettext_noop("“%(known)s” stands there already. Say whether it is the same."),
    "other_type": gettext_noop(
        "“%(known)s” stands there already, but as another kind of organisation. Say whether it is the same."
    ),
    "parent_unclear": gettext_noop("First say of “%(parent)s” which organisation it is."),
    "unknown_type": gettext_noop("“%(text)s” is no kind of organisation; it was taken for what its name says."),
    "invalid_number": gettext_noop("“%(text)s” is not a number of people. Write digits only."),
    "invalid_phone": gettext_noop(
        "“%(text)s” is not a whole telephone number. Write ten digits with the code of the operator or the town."
    ),
    "invalid_email": gettext_noop("“%(text)s” is not an e-mail address. Check it letter by letter."),
    "contacts_left": gettext_noop(
        "Of contacts one telephone and one e-mail are taken; this is not: “%(text)s”. If it should be, give it a "
        "column of its own."
    ),
    "unread_chair": gettext_noop("“%(text)s” is not a surname, a name and a patronymic. Write the chair in full."),
    "chair_too_long": gettext_noop(
        "A surname, a name and a patronymic have at most %(most)s signs each. The chair was not taken: shorten it."
    ),
    "address_too_long": gettext_noop("An address has at most %(most)s signs. This one was not taken: shorten it."),
    "mixed_alphabet": gettext_noop(
        "“%(text)s” mixes Latin letters with Russian ones. They were replaced: “%(mended)s”."
    ),
}
