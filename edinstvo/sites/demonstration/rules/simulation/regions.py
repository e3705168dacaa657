"""How many of whom each region of a simulated union has: the wishes cut into regions, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from edinstvo.sites.demonstration.rules.simulation.sharing import shared
from edinstvo.sites.demonstration.rules.simulation.targets import REGIONS, Named, Targets

# Sizes of regions: median 36,000 and mean 47,000 of the union's 80 (data.md).
_SPREAD = 0.65
# How many leave in a year, and as many join; members of a primary.
_MOVEMENT, MEMBERS_OF_A_PRIMARY = 0.04, 52


@dataclass(frozen=True, kw_only=True)
class RegionShare:
    """`members` on record on the day as of; of them `registered` electronically, `plastic` with a card; `issued` cards
    of the year. `joined_since` came and `left_since` went after the base day. The telephones of a region begin after
    those of the regions before it.
    """

    row: dict[str, Any]
    members: int
    primaries: int
    registered: int
    plastic: int
    issued: int
    bonus: int
    online: int
    joined_since: int
    left_since: int
    is_structured: bool
    named: tuple[Named, ...]
    first_phone: int

    @property
    def code(self) -> str:
        """The two digits of its seat."""
        return str(self.row["region_code"])


def share_out(targets: Targets, *, seed: int) -> list[RegionShare]:
    """The regions in the order of their codes; every sum is the wish. The same seed gives the same shares."""
    rng = Random(f"{seed}:regions")
    rows = _chosen(targets, rng)
    named = [tuple(one for one in targets.named if one.region == row["region_code"]) for row in rows]
    members = _members(targets, named, rng)
    registered = shared(targets.registered, _of(rng, members, 0.2, 0.95), most=members)
    plastic = shared(targets.plastic, _of(rng, registered, 0.3, 0.9), most=registered)
    built = set(rng.sample(range(len(rows)), targets.regions_structured))
    primaries = [_primaries(one, len(ones)) for one, ones in zip(members, named, strict=True)]
    moving = [_moving(*numbers, targets) for numbers in zip(members, primaries, strict=True)]
    columns = {
        "row": rows,
        "members": members,
        "primaries": primaries,
        "registered": registered,
        "plastic": plastic,
        "issued": _issued(targets, plastic, registered),
        "bonus": shared(targets.bonus, _of(rng, registered, 0.05, 0.4), most=registered),
        "online": _online(targets, members, named),
        "joined_since": moving,
        "left_since": moving,
        "is_structured": [place in built for place in range(len(rows))],
        "named": named,
        "first_phone": _beginnings(members),
    }
    return [RegionShare(**dict(zip(columns, one, strict=True))) for one in zip(*columns.values(), strict=True)]


def _members(targets: Targets, named: Sequence[tuple[Named, ...]], rng: Random) -> list[int]:
    """Room for two primaries, and for those who joined online somewhere by name."""
    least = [2 + sum(max(one.count, 1) for one in ones) for ones in named]
    return shared(targets.total, [rng.lognormvariate(0, _SPREAD) for _ in named], least=least)


def _issued(targets: Targets, plastic: Sequence[int], registered: Sequence[int]) -> list[int]:
    """Cards are issued where somebody is on electronic record: to whom, that can be several times."""
    most = [targets.issued if one else 0 for one in registered]
    return shared(targets.issued, plastic if sum(plastic) else registered, most=most)


def _online(targets: Targets, members: Sequence[int], named: Sequence[tuple[Named, ...]]) -> list[int]:
    """Those of the named organisations, and besides them of no region more than half."""
    by_name = [sum(one.count for one in ones) for ones in named]
    half = [one + (all_ - one + 1) // 2 for one, all_ in zip(by_name, members, strict=True)]
    return shared(targets.joined_online, members, least=by_name, most=half)


def _chosen(targets: Targets, rng: Random) -> list[dict[str, Any]]:
    """As many regions as are wished for, those among them in which something is named."""
    wanted = {one.region for one in targets.named}
    others = [row for row in REGIONS if row["region_code"] not in wanted]
    drawn = rng.sample(others, targets.regions_total - len(wanted))
    codes = wanted | {row["region_code"] for row in drawn}
    return [row for row in REGIONS if row["region_code"] in codes]


def _of(rng: Random, numbers: Sequence[int], low: float, high: float) -> list[float]:
    """Some regions are far ahead of others."""
    return [number * rng.uniform(low, high) for number in numbers]


def _moving(members: int, primaries: int, targets: Targets) -> int:
    """How many came and went since the base day; nobody where it is the very day, or nobody else were left."""
    years = (targets.as_of - targets.base) / timedelta(days=365)
    return min(round(members * _MOVEMENT * years), members // 10, members - primaries)


def _primaries(members: int, named: int) -> int:
    return max(2, named, round(members / MEMBERS_OF_A_PRIMARY))


def _beginnings(members: Sequence[int]) -> list[int]:
    """Where the telephones of each region begin: every person of it has one, also those who left."""
    ends, sums = 0, []
    for number in members:
        sums.append(ends)
        ends += number * 2 + 1000
    return sums
