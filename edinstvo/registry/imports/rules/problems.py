"""What can be wrong with a row of a list: the closed list of codes of the import contract."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The kinds of problems."""

    MISSING_NAME = "missing_name"
    DUPLICATE_ROW = "duplicate_row"
    INVALID_DATE = "invalid_date"
    FUTURE_DATE = "future_date"
    IMPLAUSIBLE_DATE = "implausible_date"
    INVALID_PHONE = "invalid_phone"
    INVALID_EMAIL = "invalid_email"
    INVALID_SNILS = "invalid_snils"
    MIXED_ALPHABET = "mixed_alphabet"


class Severity(StrEnum):
    """An error keeps the row out; a warning lets it in without that value (or with the mended one)."""

    ERROR = "error"
    WARNING = "warning"


ERRORS = frozenset((Code.MISSING_NAME, Code.DUPLICATE_ROW))


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong with one value: where it stands, what it is, and what the sentence about it needs.

    `column` is the letter of the column («B»), `params` fills the placeholders of `messages.SENTENCES`; `variant`
    chooses among the sentences of one code.
    """

    sheet: str
    row: int
    column: str
    field: str
    code: Code
    variant: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the row stays out or comes in without the value."""
        return Severity.ERROR if self.code in ERRORS else Severity.WARNING
