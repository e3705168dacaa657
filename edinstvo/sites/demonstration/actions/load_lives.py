"""Load people with their whole histories."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import accumulate

from edinstvo.registry.members.actions.load_facts import LoadedSuspension, LoadedWorkplace
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.sites.demonstration.actions.issue_cards import draw_holdings
from edinstvo.sites.demonstration.actions.world import AGREED, LOADER, World
from edinstvo.sites.demonstration.rules.histories import Life


def load_lives(*, world: World, lives: Iterable[Life], at: datetime) -> Iterator[int]:
    """Load them as known since `at`, yielding how many are in so far; to be run to its end."""
    people = (_loaded(life, world) for life in lives)
    yield from accumulate(len(ids) for ids in load_members(actor=LOADER, people=people, at=at))


def _loaded(life: Life, world: World) -> LoadedPerson:
    is_on_paper, holds = draw_holdings(life, world)
    stays = [
        LoadedStay(
            organisation_id=world.ids[stay.at],
            registered_on=stay.registered_on,
            details=stay.details,
            ended_on=stay.ended_on,
            end_reason=stay.end_reason,
            electronic_on=None if is_on_paper else max(stay.registered_on, world.plan.calendar.opened_on),
        )
        for stay in life.stays
    ]
    # Marked here and given at the end (`gather_consents`): marking fifty thousand people later takes twice as long.
    has_agreed = any(stay.ended_on is None for stay in stays) and world.agreeing.random() < AGREED
    return LoadedPerson(
        person=life.person,
        stays=stays,
        former_names=life.former_names,
        lacks_consent=not has_agreed,
        holds=holds,
        suspensions=[
            LoadedSuspension(
                valid_from=one.since, valid_until=one.until, expected_until=one.expected_until, reason=one.reason
            )
            for one in life.absences
        ],
        workplaces=[
            LoadedWorkplace(organisation_id=world.ids[one.at], position=one.position, valid_from=one.since)
            for one in life.side_jobs
        ],
    )
