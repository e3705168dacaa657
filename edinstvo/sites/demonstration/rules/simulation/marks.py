"""What is wished of each person of an organisation, before a life is drawn that allows it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from edinstvo.sites.demonstration.rules.simulation.quotas import Quota


class CardOf(Enum):
    """Whether somebody holds a plastic card, and whether it was issued in the year that is counted."""

    NONE = 0
    YEAR = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """Somebody on record on the day as of. `is_first`: of their organisation, they can be elected. `is_late`: on record
    since a day after the base day. `lost` cards of the year they hold no more."""

    is_first: bool
    is_late: bool
    is_registered: bool
    card: CardOf
    lost: int
    has_bonus: bool
    is_online: bool


def marks_of(quota: Quota, *, rng: Random) -> Iterator[Marks]:
    """The marks of everybody on record there, the first one first and the late ones last."""
    everybody = range(quota.members)
    early = rng.sample(everybody[: quota.members - quota.late], quota.members - quota.late)
    late = everybody[quota.members - quota.late :]
    online = set(_first_last(rng.sample(everybody, quota.members))[: quota.online])
    early.sort(key=lambda place: place not in online)
    registered = [*early, *late][: quota.registered]
    holders = registered[: quota.plastic]
    of_year = set(rng.sample(holders[: len(early)], quota.of_year))
    lost = Counter(_in_turn(registered[: len(early)], quota.ended))
    bonus = set(registered[: quota.bonus])
    has_record, has_card = set(registered), set(holders)
    for place in everybody:
        card = CardOf.YEAR if place in of_year else CardOf.OTHER if place in has_card else CardOf.NONE
        yield Marks(
            is_first=place == 0,
            is_late=place in late,
            is_registered=place in has_record,
            card=card,
            lost=lost[place],
            has_bonus=place in bonus,
            is_online=place in online,
        )


def _first_last(places: Sequence[int]) -> list[int]:
    """Whoever is to be elected was there before anybody could join online, if anybody was."""
    return [*(place for place in places if place), *(place for place in places if not place)]


def _in_turn(places: Sequence[int], count: int) -> Iterator[int]:
    """Cards are lost by those without one now first, then by the others; by all again where they are so many."""
    turn = places[::-1]
    return (turn[number % len(turn)] for number in range(count))
