"""One person as read from one row of a list."""

from dataclasses import dataclass
from datetime import date

from edinstvo.registry.imports.rules.problems import ERRORS, Problem


# Not frozen: making one would take four times as long, and there may be half a million.
@dataclass(kw_only=True, slots=True)
class ReadMember:
    """What a row says of one person, in the register's own forms; None where it says nothing usable.

    Names stand in ordinary case, dates as dates, the phone in E.164, СНИЛС and ИНН as digits, `sex` and `category` as
    the register's codes. `middle_name` is "" both where it is not given and where the row says that there is none, and
    then `has_no_middle_name` is true. `name_column` is the letter of the column with the surname. `row` is the row's
    number in the sheet; two people written in one row share it. `raw` is the row as it stood, cell by cell from A.
    """

    sheet: str
    row: int
    name_column: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    has_no_middle_name: bool = False
    former_last_name: str = ""
    birth_date: date | None = None
    sex: str | None = None
    phone: str | None = None
    email: str | None = None
    snils: str | None = None
    inn: str | None = None
    position: str | None = None
    category: str | None = None
    subdivision: str | None = None
    joined_on: date | None = None
    registered_on: date | None = None
    application_on: date | None = None
    decision_on: date | None = None
    decision_number: str | None = None
    ticket_number: str | None = None
    problems: tuple[Problem, ...] = ()
    raw: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the row stays out of the register: its name is incomplete, or it repeats an earlier row."""
        return any(problem.code in ERRORS for problem in self.problems)
