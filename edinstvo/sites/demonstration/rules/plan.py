"""The whole invented union, drawn from one seed before anything of it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from edinstvo.sites.demonstration.rules.calendar import Calendar
from edinstvo.sites.demonstration.rules.changes import plan_changes
from edinstvo.sites.demonstration.rules.histories import Chronicle, Life
from edinstvo.sites.demonstration.rules.names import Namer
from edinstvo.sites.demonstration.rules.people import People
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.scale import Scale
from edinstvo.sites.demonstration.rules.showcase import SHOWN_SCHOOL, shown_lives
from edinstvo.sites.demonstration.rules.tree import plan_tree


@dataclass(frozen=True)
class Plan:
    """Organisations below the union, parents first, and people in the order of their organisations."""

    calendar: Calendar
    scale: Scale
    organisations: Sequence[Planned]
    lives: Sequence[Life]


def plan_union(*, seed: int, scale: Scale, today: date) -> Plan:
    """The same seed, scale and day give the same union."""
    rng, calendar = Random(seed), Calendar(today)
    organisations = plan_tree(rng=rng, scale=scale)
    organisations += plan_changes(rng=rng, planned=organisations, scale=scale, calendar=calendar)
    people = People(rng, Namer(rng), calendar)
    chronicle = Chronicle(rng=rng, people=people, calendar=calendar, planned=organisations)
    lives: list[Life] = []
    for one in organisations:
        by_hand = list(shown_lives()) if one.key == SHOWN_SCHOOL else []
        lives += by_hand
        if one.kind:
            lives += chronicle.lives(one, size=one.size - len(by_hand))
    return Plan(calendar, scale, organisations, lives)
