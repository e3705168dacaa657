"""What a record lacks, as SQL: the same rule as `rules.missing_essentials`, for statements over whole lists."""

from collections.abc import Mapping

from edinstvo.registry.members.rules.people import ESSENTIALS, INCOMPLETE_RECORDS, LACKING_MEASURES, PAPER_RECORDS
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

MEASURES = (OPEN_MEMBERSHIPS, INCOMPLETE_RECORDS, *LACKING_MEASURES.values(), PAPER_RECORDS)
# In which row of a statement each essential stands: of a membership `m` with the copies it carries, and of its person
# `p`; and of the two where the copies are just being made.
STORED = {name: "p" if name == "sex" else "m" for name in ESSENTIALS}
COPIED_ANEW = {**STORED, "birth_date": "p", "phone": "p"}
_DAYS = ("birth_date", "joined_on")


def lacking_sql(*, owners: Mapping[str, str] = STORED) -> dict[str, str]:
    """For each essential the condition that it is not known."""
    unknown = {name: "IS NULL" if name in _DAYS else "= ''" for name in ESSENTIALS}
    return {name: f"{owners[name]}.{name} {unknown[name]}" for name in ESSENTIALS}


def incomplete_sql(*, owners: Mapping[str, str] = STORED) -> str:
    """The condition that any of them is not known."""
    return " OR ".join(lacking_sql(owners=owners).values())


def counts_sql(*, owners: Mapping[str, str] = STORED, on_paper: str = "m.electronic_on IS NULL") -> str:
    """One count for each of MEASURES, of the rows (of open memberships) that a statement groups."""
    conditions = (incomplete_sql(owners=owners), *lacking_sql(owners=owners).values(), on_paper)
    return ", ".join(["count(*)", *(f"count(*) FILTER (WHERE {condition})" for condition in conditions)])
