"""One organisation as read from a committee's list."""

from dataclasses import dataclass, field

from edinstvo.registry.structure.rules.problems import ERRORS, Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftColumn:
    """A column of which nothing is taken though it says something: its letter, and the words over it or ""."""

    sheet: str
    column: str
    heading: str


@dataclass(kw_only=True, slots=True)
class ReadOrganisation:
    """What the rows about one organisation say, in the register's own forms; empty or None where they say nothing.

    `parent` is the name, as read, of the territory it stands under; "" is the head, the organisation that the list was
    brought into. `is_head` marks a row about the head itself. `is_type_said`: a column gave the type, it is no guess.
    `institution` is a code of the register, `institution_name` the words. `declared` is (workers, students, retired)
    of the members on paper, `workforce` (workers, students) of the institution. `as_of` is the day that the sheet says
    they are of, in ISO form. `raw` is the row cell by cell from A.
    """

    sheet: str
    row: int
    type: str
    name: str
    parent: str = ""
    is_head: bool = False
    is_type_said: bool = False
    inpo: str = ""
    institution: str = ""
    institution_name: str = ""
    chair_last_name: str = ""
    chair_first_name: str = ""
    chair_middle_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    declared: tuple[int, int, int] | None = None
    workforce: tuple[int, int] | None = None
    as_of: str = ""
    problems: list[Problem] = field(default_factory=list)
    raw: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it stays out of the register whatever stands there."""
        return any(problem.code in ERRORS for problem in self.problems)
