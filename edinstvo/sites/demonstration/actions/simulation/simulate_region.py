"""Bring the people of one simulated region in, with their cards and chairs; in one transaction."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from random import Random

from django.db import connection, transaction

from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.journal.models import Entry
from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.rules import card_number
from edinstvo.registry.members.actions.load_facts import LoadedSuspension, LoadedWorkplace
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import SIMULATOR
from edinstvo.sites.demonstration.actions.simulation.elect_chairs import elect_chairs
from edinstvo.sites.demonstration.actions.state_institutions import state_institutions
from edinstvo.sites.demonstration.rules.simulation.lives import Drawn
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion

DONE = "region_simulated"
# Any number would do: it only has to be the same for everybody who simulates (the second one is the region).
_LOCK = 7_310_022


def simulate_region(*, union: SimulatedUnion, code: str, ids: Mapping[str, int], at: datetime) -> int:
    """Load the region, and return how many people that were; 0 where it is there already."""
    region = union.branches[code][0]
    about = About(type="organisation", id=ids[region.key], name=region.name)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, ids[region.key]])
        if Entry.objects.filter(verb=DONE, object_type=about.type, object_id=about.id).exists():
            return 0
        people = _load(union, code, ids, at)
        elect_chairs(union=union, code=code, ids=ids, at=at)
        _state_institutions(union, code, ids, at)
        write_entry(actor=SIMULATOR, verb=DONE, about=about, at_place=None, at=at, after={"people": people})
    return people


def _load(union: SimulatedUnion, code: str, ids: Mapping[str, int], at: datetime) -> int:
    """The people chunk by chunk, each with the cards and participations of its people after it."""
    waiting: deque[Drawn] = deque()
    count, cards = 0, 0
    for person_ids in load_members(actor=SIMULATOR, people=_told(union, code, ids, waiting), at=at):
        brought = list(zip(person_ids, islice(_taken(waiting), len(person_ids)), strict=True))
        numbered = list(_cards(brought, code, cards))
        load_cards(actor=SIMULATOR, cards=numbered, at=at)
        load_participations(actor=SIMULATOR, participations=_participations(brought), at=at)
        count, cards = count + len(person_ids), cards + len(numbered)
    return count


def _told(union: SimulatedUnion, code: str, ids: Mapping[str, int], waiting: deque[Drawn]) -> Iterator[LoadedPerson]:
    """What is loaded of each; whoever passes waits for the id they are given."""
    for _, drawn in union.people(code):
        waiting.append(drawn)
        yield _person(drawn, ids)


def _taken(waiting: deque[Drawn]) -> Iterator[Drawn]:
    while waiting:
        yield waiting.popleft()


def _person(drawn: Drawn, ids: Mapping[str, int]) -> LoadedPerson:
    life = drawn.life
    stays = [
        LoadedStay(
            organisation_id=ids[stay.at],
            registered_on=stay.registered_on,
            details=stay.details,
            ended_on=stay.ended_on,
            end_reason=stay.end_reason,
            electronic_on=drawn.electronic_on if stay is life.stays[-1] else None,
            applied_online=drawn.is_online and stay is life.stays[0],
        )
        for stay in life.stays
    ]
    held = {card.kind for card in drawn.cards if card.ended_on is None}
    return LoadedPerson(
        person=life.person,
        holds=[*(f"has_{kind}_card" for kind in held), *(["has_bonus"] if drawn.bonus_on else [])],
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


def _cards(brought: Iterable[tuple[int, Drawn]], code: str, before: int) -> Iterator[LoadedCard]:
    drawn = ((person_id, card) for person_id, one in brought for card in one.cards)
    for count, (person_id, card) in enumerate(drawn, start=before + 1):
        yield LoadedCard(
            number=card_number(region=code, count=count),
            kind=card.kind,
            person_id=person_id,
            issued_on=card.issued_on,
            ended_on=card.ended_on,
            end_reason=card.end_reason,
        )


def _participations(brought: Iterable[tuple[int, Drawn]]) -> Iterator[LoadedParticipation]:
    for person_id, one in brought:
        if one.bonus_on:
            yield LoadedParticipation(person_id=person_id, began_on=one.bonus_on)


def _state_institutions(union: SimulatedUnion, code: str, ids: Mapping[str, int], at: datetime) -> None:
    branch = union.branches[code]
    state_institutions(
        actor=SIMULATOR,
        head=Organisation.objects.get(pk=ids[branch[0].key]),
        kinds={ids[one.key]: one.kind for one in branch if one.kind},
        days=union.days.calendar.reported_on,
        rng=Random(f"{union.seed}:{code}:institutions"),
        at=at,
    )
