"""Fill an empty register with an invented union and the five years of its history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.elect_officers import elect_officers
from edinstvo.sites.demonstration.actions.follow_programme import approve_programmes, follow_programmes
from edinstvo.sites.demonstration.actions.gather_consents import gather_consents
from edinstvo.sites.demonstration.actions.give_logins import give_logins
from edinstvo.sites.demonstration.actions.issue_cards import issue_cards
from edinstvo.sites.demonstration.actions.keep_last_month import keep_last_month
from edinstvo.sites.demonstration.actions.load_lives import load_lives
from edinstvo.sites.demonstration.actions.load_tree import load_tree
from edinstvo.sites.demonstration.actions.perform_acts import perform_acts
from edinstvo.sites.demonstration.actions.rename_brides import rename_brides
from edinstvo.sites.demonstration.actions.state_institutions import state_institutions
from edinstvo.sites.demonstration.actions.world import LOADER, World, moment
from edinstvo.sites.demonstration.rules.calendar import Calendar, Period
from edinstvo.sites.demonstration.rules.histories import Life
from edinstvo.sites.demonstration.rules.plan import plan_union
from edinstvo.sites.demonstration.rules.scale import Scale
from edinstvo.sites.demonstration.rules.tree import UNION

SEED = 2020


class NotEmpty(Exception):
    """An organisation exists: invented people never come among those who are there."""


@dataclass(frozen=True)
class Filled:
    """How far the filling has come; all zeros while the union is only being invented."""

    organisations: int
    people: int
    of_people: int


def fill_union(*, at: datetime, scale: Scale, seed: int = SEED) -> Iterator[Filled]:
    """Fill it in one transaction, telling how far it is; to be run to its end. Raises NotEmpty, UnionStands.

    What happened is written in the order in which the register learned it: what stood when it was opened, then period
    by period the acts, and with them the people of whom nothing later is known.
    """
    if Organisation.objects.exists():
        raise NotEmpty
    yield Filled(0, 0, 0)
    plan = plan_union(seed=seed, scale=scale, today=timezone.localdate(at))
    world, waves, people = World(plan, Random(seed), Random(seed), Random(seed)), _waves(plan.calendar, plan.lives), 0
    with transaction.atomic():
        load_tree(world=world)
        yield Filled(len(world.ids), 0, len(plan.lives))
        give_logins(world=world, on=plan.calendar.opened_on)
        for known_at, period in _moments(plan.calendar, at):
            if period is not None:
                _live(world, period)
            for loaded in load_lives(world=world, lives=waves[period], at=known_at):
                yield Filled(len(world.ids), people + loaded, len(plan.lives))
            people += len(waves[period])
        elect_officers(world=world, at=at)
        gather_consents(world=world, at=at)
        issue_cards(world=world, at=at)
        _state_institutions(world, Random(seed), at)
        follow_programmes(world=world, at=at)
    fold_deltas()
    keep_courses()


def _moments(calendar: Calendar, at: datetime) -> Iterator[tuple[datetime, Period | None]]:
    """When the register learned of each period; None is what lay before its opening."""
    yield moment(calendar.opened_on, 18), None
    for period in calendar.periods:
        yield (at if period.last == calendar.today else moment(period.last, 18)), period


def _waves(calendar: Calendar, lives: Iterable[Life]) -> dict[Period | None, list[Life]]:
    """People by the period of the last thing that is known of them."""
    waves: dict[Period | None, list[Life]] = defaultdict(list)
    for life in lives:
        waves[next((one for one in calendar.periods if one.first <= life.last_fact_on <= one.last), None)].append(life)
    return waves


def _live(world: World, period: Period) -> None:
    perform_acts(world=world, period=period)
    give_logins(world=world, on=period.last)
    rename_brides(world=world, period=period)
    if period.last == world.plan.calendar.eve:
        approve_programmes(world=world)
    if period.last == world.plan.calendar.today:
        keep_last_month(world=world)


def _state_institutions(world: World, rng: Random, at: datetime) -> None:
    state_institutions(
        actor=LOADER,
        head=world.organisation(UNION),
        kinds={world.ids[one.key]: one.kind for one in world.plan.organisations if one.kind},
        days=world.plan.calendar.reported_on,
        rng=rng,
        at=at,
    )
