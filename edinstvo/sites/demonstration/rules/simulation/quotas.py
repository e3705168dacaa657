"""How many of whom each organisation of a simulated region has: the share of the region cut into its organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.regions import RegionShare
from edinstvo.sites.demonstration.rules.simulation.sharing import shared

# For so many cards of a year one was lost or replaced.
_FOR_ONE_LOST = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Quota:
    """`members` on record, of them `late` since the base day, `registered` electronically, `plastic` with a card,
    `of_year` with one that was issued in the year; `ended` cards of the year that nobody holds any more; `left` after
    the base day, and count for nothing of the rest."""

    members: int
    late: int
    left: int
    registered: int
    plastic: int
    of_year: int
    ended: int
    bonus: int
    online: int


def quotas_of(share: RegionShare, branch: Sequence[Planned], *, rng: Random) -> dict[str, Quota]:
    """The quota of each organisation with somebody on record, by its key; every sum is the region's."""
    keeping = [one for one in branch if one.size]
    members = [one.size for one in keeping]
    late = shared(share.joined_since, _of(rng, members), most=[one - 1 for one in members])
    left = shared(share.left_since, _of(rng, members))
    registered = shared(share.registered, _of(rng, members), most=members)
    plastic = shared(share.plastic, _of(rng, registered), most=registered)
    # Who came after the year has no card of it; whoever was there can have had one, and several in turn.
    early = [all_ - one for all_, one in zip(members, late, strict=True)]
    holding = [min(pair) for pair in zip(plastic, early, strict=True)]
    now = min(sum(holding), share.issued - share.issued // _FOR_ONE_LOST)
    of_year = shared(now, _of(rng, holding), most=holding)
    able = [float(min(pair)) for pair in zip(registered, early, strict=True)]
    ended = shared(share.issued - now, able, most=[share.issued if one else 0 for one in able])
    bonus = shared(share.bonus, _of(rng, registered), most=registered)
    online = _online(share, keeping, rng)
    columns = zip(members, late, left, registered, plastic, of_year, ended, bonus, online, strict=True)
    names = ("members", "late", "left", "registered", "plastic", "of_year", "ended", "bonus", "online")
    return {
        one.key: Quota(**dict(zip(names, numbers, strict=True))) for one, numbers in zip(keeping, columns, strict=True)
    }


def _of(rng: Random, numbers: Sequence[int]) -> list[float]:
    """Some organisations are far ahead of others."""
    return [number * rng.uniform(0.2, 1.8) for number in numbers]


def _online(share: RegionShare, keeping: Sequence[Planned], rng: Random) -> list[int]:
    """Where it is named how many joined online, so many; the others share the rest of the region's."""
    named = {f"{share.code}-named-{number:02d}": one.count for number, one in enumerate(share.named, start=1)}
    least = [named.get(one.key, 0) for one in keeping]
    most = [named.get(one.key, one.size) for one in keeping]
    # Few organisations know the button yet.
    weights = [one.size * (rng.random() < 0.1) for one in keeping]
    return shared(share.online, weights, least=least, most=most)
