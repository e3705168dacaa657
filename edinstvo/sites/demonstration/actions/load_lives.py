"""Load people with their whole histories."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from edinstvo.registry.members.actions.load_facts import LoadedSuspension, LoadedWorkplace
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.sites.demonstration.actions.world import LOADER, World
from edinstvo.sites.demonstration.rules.histories import Life


def load_lives(*, world: World, lives: Iterable[Life], at: datetime) -> Iterator[int]:
    """Load them as known since `at`, yielding how many are in so far; to be run to its end."""
    yield from load_members(actor=LOADER, people=(_loaded(life, world.ids) for life in lives), at=at)


def _loaded(life: Life, ids: Mapping[str, int]) -> LoadedPerson:
    stays = [
        LoadedStay(
            organisation_id=ids[stay.at],
            registered_on=stay.registered_on,
            details=stay.details,
            ended_on=stay.ended_on,
            end_reason=stay.end_reason,
        )
        for stay in life.stays
    ]
    return LoadedPerson(
        person=life.person,
        stays=stays,
        former_names=life.former_names,
        suspensions=[
            LoadedSuspension(
                valid_from=one.since, valid_until=one.until, expected_until=one.expected_until, reason=one.reason
            )
            for one in life.absences
        ],
        workplaces=[
            LoadedWorkplace(organisation_id=ids[one.at], position=one.position, valid_from=one.since)
            for one in life.side_jobs
        ],
    )
