"""What drawn people count for, recounted from their lives alone."""

from collections import Counter
from dataclasses import replace
from datetime import date

from edinstvo.sites.demonstration.rules.simulation.lives import Drawn
from edinstvo.sites.demonstration.rules.simulation.targets import Named, Targets
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion

TODAY = date(2026, 11, 24)
TARGETS = Targets(
    as_of=date(2021, 3, 16),
    base=date(2021, 1, 1),
    total=600,
    registered=312,
    plastic=173,
    bonus=36,
    issued=155,
    issued_year=2020,
    regions_total=4,
    regions_structured=3,
    structured_by=date(2020, 11, 1),
    joined_online=27,
    named=(Named("62", "ППО института в Рязани", 12), Named("77", "ППО института в Москве", 5)),
)


def small(**changed: object) -> Targets:
    """The wishes of a small union, some of them otherwise."""
    return replace(TARGETS, **changed)  # type: ignore[arg-type]  # any field


def recounted(union: SimulatedUnion) -> Counter[str]:
    """Each figure by its name, and the members of each named organisation who joined online."""
    counts: Counter[str] = Counter()
    for code in union.shares:
        for one, drawn in union.people(code):
            counts.update(_figures(drawn, union.targets))
            counts[f"online {one.key}"] += drawn.is_online
    return +counts


def _figures(drawn: Drawn, targets: Targets) -> Counter[str]:
    on, plastic = targets.as_of, [card for card in drawn.cards if card.kind == "plastic"]
    is_member = _is_open(drawn, on)
    held = [card for card in plastic if card.issued_on <= on and not (card.ended_on and card.ended_on <= on)]
    return Counter(
        total=_is_open(drawn, targets.base),
        members=is_member,
        registered=is_member and drawn.electronic_on is not None and drawn.electronic_on <= on,
        plastic=is_member and bool(held),
        bonus=is_member and drawn.bonus_on is not None and drawn.bonus_on <= on,
        issued=sum(card.issued_on.year == targets.issued_year and card.issued_on <= on for card in plastic),
        joined_online=drawn.is_online and drawn.life.stays[0].registered_on <= on,
    )


def _is_open(drawn: Drawn, day: date) -> bool:
    return any(stay.registered_on <= day and not (stay.ended_on and stay.ended_on <= day) for stay in drawn.life.stays)
