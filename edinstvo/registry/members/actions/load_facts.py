"""Suspensions and second workplaces of many people at once, through COPY; a part of `load_members`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from edinstvo.foundation.bulk import copy_rows

_SUSPENSION = (
    "person_id valid_from valid_until expected_until reason decision end_decision ended_with_id known_since known_until"
).split()
_WORKPLACE = "person_id organisation_id employer position valid_from valid_until known_since known_until".split()


@dataclass(frozen=True, kw_only=True)
class LoadedSuspension:
    """One suspension of a loaded person within their stays; without `valid_until` it goes on. They share no days."""

    valid_from: date
    reason: str
    valid_until: date | None = None
    expected_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class LoadedWorkplace:
    """A second workplace of a loaded person, in an organisation of the register."""

    organisation_id: int
    position: str
    valid_from: date


def load_facts(
    *,
    suspensions: Iterable[tuple[int, LoadedSuspension]],
    workplaces: Iterable[tuple[int, LoadedWorkplace]],
    at: datetime,
) -> None:
    """Write (person id, fact) as known since `at`."""
    copy_rows(
        table="members_suspension",
        columns=_SUSPENSION,
        rows=(
            (id_, one.valid_from, one.valid_until, one.expected_until, one.reason, "", "", None, at, None)
            for id_, one in suspensions
        ),
    )
    copy_rows(
        table="members_secondworkplace",
        columns=_WORKPLACE,
        rows=((id_, one.organisation_id, "", one.position, one.valid_from, None, at, None) for id_, one in workplaces),
    )


def copied_onto_the_open_stay(suspensions: Iterable[LoadedSuspension]) -> dict[str, Any]:
    """The columns of the open membership that say what goes on."""
    going_on = next((one for one in suspensions if one.valid_until is None), None)
    return {
        "suspended_on": going_on.valid_from if going_on else None,
        "resumes_on": going_on.expected_until if going_on else None,
    }
