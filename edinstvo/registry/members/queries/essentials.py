"""What a record lacks, as SQL and as predicates: the same rule as `rules.missing_essentials`, for whole lists."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from edinstvo.registry.members.models import Category
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, HOLDINGS, PAPER_RECORDS
from edinstvo.registry.members.rules.people import ESSENTIALS, INCOMPLETE_RECORDS, LACKING_MEASURES
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS

MEASURES = (
    OPEN_MEMBERSHIPS,
    INCOMPLETE_RECORDS,
    *LACKING_MEASURES.values(),
    PAPER_RECORDS,
    *HOLDING_MEASURES.values(),
    RETIRED_MEMBERS,
)
# In which row of a statement each essential stands: of a membership `m` with the copies it carries, and of its person
# `p`; and of the two where the copies are just being made.
STORED = {name: "p" if name == "sex" else "m" for name in ESSENTIALS}
COPIED_ANEW = {**STORED, "birth_date": "p", "phone": "p"}
_DAYS = ("birth_date", "joined_on")


def unknown(name: str, *, through: str = "") -> Q:
    """The predicate that the essential is not known, of rows that have it under its name; `through` leads to them."""
    return Q(**{f"{through}{name}__isnull": True}) if name in _DAYS else Q(**{f"{through}{name}": ""})


def lacking() -> dict[str, Q]:
    """For each essential the same of memberships, as they carry it or their person has it."""
    return {name: unknown(name, through="person__" if row == "p" else "") for name, row in STORED.items()}


def lacking_sql(*, owners: Mapping[str, str] = STORED) -> dict[str, str]:
    """For each essential the condition that it is not known."""
    unknown = {name: "IS NULL" if name in _DAYS else "= ''" for name in ESSENTIALS}
    return {name: f"{owners[name]}.{name} {unknown[name]}" for name in ESSENTIALS}


def incomplete_sql(*, owners: Mapping[str, str] = STORED) -> str:
    """The condition that any of them is not known."""
    return " OR ".join(lacking_sql(owners=owners).values())


def counts_sql() -> str:
    """One count for each of MEASURES, of the open memberships `m` and their people `p` that a statement groups."""
    marks = ("m.electronic_on IS NULL", *(f"m.{name}" for name in HOLDINGS), _retired_sql("m"))
    return _counts((incomplete_sql(), *lacking_sql().values(), *marks))


def counts_of_new_sql(*, row: str) -> str:
    """The same of people who are just being brought: electronic, and nothing is theirs yet. `row` is what is known."""
    owners = dict.fromkeys(ESSENTIALS, row)
    unheld = ("false", *("false" for _ in HOLDINGS))
    return _counts((incomplete_sql(owners=owners), *lacking_sql(owners=owners).values(), *unheld, _retired_sql(row)))


def _retired_sql(row: str) -> str:
    return f"{row}.category = '{Category.RETIRED}'"


def _counts(conditions: Iterable[str]) -> str:
    return ", ".join(["count(*)", *(f"count(*) FILTER (WHERE {condition})" for condition in conditions)])
