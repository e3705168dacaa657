"""The organisations of one region of a simulated union: as many primaries, with as many members, as its share says."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from random import Random

from edinstvo.sites.demonstration.rules.institutions import KINDS, Namesakes, NamesExhausted, draw_kind
from edinstvo.sites.demonstration.rules.places import CAPITALS, FEDERAL_CITIES, TOWNS, Town
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.changes import change_branch
from edinstvo.sites.demonstration.rules.simulation.days import Days
from edinstvo.sites.demonstration.rules.simulation.regions import RegionShare
from edinstvo.sites.demonstration.rules.simulation.sharing import shared
from edinstvo.sites.demonstration.rules.tree import a_primary, a_region, founding_day, with_parts

_OF_A_TERRITORY = 29
# A region so large has a university, and one more institute for so many members.
_HAS_UNIVERSITY, _FOR_ONE_INSTITUTE, _MOST_INSTITUTES, _LARGEST = 2_500, 15_000, 4, 15_000
_OF_THE_UNIVERSITY = (0.06, 0.16)
# The main town has so many times the institutions of others, and their schools are numbered further.
_CAPITAL, _NUMBERS = 3.0, 400
_PREFIXES = ("", "Ново", "Старо", "Верхне", "Нижне", "Больше", "Мало")
# As many as there are names for.
_MOST_TERRITORIES = 500
_USUAL_LEAST, _UNEVEN = 3, 0.7


def plan_branch(share: RegionShare, *, seed: int, days: Days) -> list[Planned]:
    """The regional organisation and all below it, parents first. The same seed gives the same branch."""
    rng = Random(f"{seed}:{share.code}:tree")
    region = a_region(rng, share.row)
    named = list(_named(rng, region, share))
    schools = list(_higher_schools(rng, region, share, taken={one.name for one in named}))[
        : share.primaries - len(named)
    ]
    rest = share.primaries - len(named) - len(schools)
    territories = list(_territories(rng, region, rest))
    primaries = [*named, *schools, *chain.from_iterable(below for _, below in territories)]
    for one in [*(head for head, _ in territories), *primaries]:
        one.founded_on = min(one.founded_on, days.tree_stands_since)
    _size(rng, primaries, share)
    # All heads first: what stands under one of them today may have stood under another.
    branch = [head for head, _ in territories]
    branch += [part for one in primaries for part in with_parts(rng, one)]
    return [region, *change_branch(rng, branch, days=days)]


def _named(rng: Random, region: Planned, share: RegionShare) -> Iterator[Planned]:
    for number, one in enumerate(share.named, start=1):
        primary = a_primary(rng, f"{region.key}-named-{number:02d}", region, (KINDS["institute"], one.name, one.name))
        primary.is_fixed = True
        yield primary


def _higher_schools(rng: Random, region: Planned, share: RegionShare, *, taken: set[str]) -> Iterator[Planned]:
    """A university with the rights of a territorial organisation where the region is large, and institutes."""
    names = Namesakes(rng, town=CAPITALS[region.key], district="", taken=taken)
    if share.members >= _HAS_UNIVERSITY:
        for one in _named_anew(rng, f"{region.key}-university", region, names, "university"):
            one.type = "primary_with_territorial_rights"
            one.size = min(_LARGEST, round(share.members * rng.uniform(*_OF_THE_UNIVERSITY)))
            yield one
    for number in range(1, 1 + min(share.members // _FOR_ONE_INSTITUTE, _MOST_INSTITUTES)):
        yield from _named_anew(rng, f"{region.key}-institute-{number}", region, names, "institute")


def _named_anew(rng: Random, key: str, region: Planned, names: Namesakes, kind: str) -> Iterator[Planned]:
    """One of the kind, or none where the wishes name one by the only name left."""
    try:
        yield a_primary(rng, key, region, names.call(lambda: KINDS[kind]))
    except NamesExhausted:
        return


def _territories(rng: Random, region: Planned, primaries: int) -> Iterator[tuple[Planned, list[Planned]]]:
    """The territorial organisations, each with the primaries under it; the main town first."""
    count = min(max(1, round(primaries / _OF_A_TERRITORY)), primaries, _MOST_TERRITORIES)
    if not primaries:
        return
    weights = [_CAPITAL, *(rng.lognormvariate(0, 0.4) for _ in range(count - 1))]
    sizes = shared(primaries, weights, least=[1] * count)
    for number, (town, kind, size) in enumerate(zip(*_towns(rng, region, count), sizes, strict=True), start=1):
        word = "районная" if kind.endswith("district") else "городская"
        name = f"{town.stem}ая {word} организация"
        head = Planned(
            f"{region.key}-{number:03d}",
            region.key,
            "territorial",
            f"{name} Профсоюза",
            name,
            founding_day(rng, region),
            region.key,
            town=town,
        )
        yield head, list(_primaries(rng, head, kind, size))


def _towns(rng: Random, region: Planned, count: int) -> tuple[Sequence[Town], Sequence[str]]:
    """(towns, what each is): no two of a region sound alike."""
    capital, is_city = CAPITALS[region.key], region.key in FEDERAL_CITIES
    drawn = rng.sample(TOWNS, len(TOWNS))
    # By their stems: some are called like another with a prefix.
    named = {town.stem: town for town in (_prefixed(one, prefix) for prefix in _PREFIXES for one in drawn)}
    named.pop(capital.stem, None)
    towns = list(named.values())[:count]
    if is_city:
        return [Town(capital.name, capital.genitive, town.stem) for town in towns], ["city_district"] * count
    kinds = ["district" if rng.random() < 0.75 else "town" for _ in towns]
    if not region.name.startswith(capital.stem + "ая городская"):
        towns[0], kinds[0] = capital, "town"
    return towns, kinds


def _prefixed(town: Town, prefix: str) -> Town:
    if not prefix:
        return town
    return Town(*(prefix + part[0].lower() + part[1:] for part in (town.name, town.genitive, town.stem)))


def _primaries(rng: Random, head: Planned, kind: str, count: int) -> Iterator[Planned]:
    town = head.town
    if town is None:
        raise ValueError(head.key)
    names = Namesakes(rng, town=town, district=f"{town.stem}ого района", taken=set(), numbers=max(_NUMBERS, 4 * count))
    kinds = partial(draw_kind, rng, has_villages=kind == "district")
    for number in range(1, count + 1):
        yield a_primary(rng, f"{head.key}-{number:04d}", head, names.call(kinds))


def _size(rng: Random, primaries: Sequence[Planned], share: RegionShare) -> None:
    """Sizes as usual for the kinds, stretched to the members of the region; where somebody is named, room for them."""
    counts = {f"{share.code}-named-{number:02d}": one.count for number, one in enumerate(share.named, start=1)}
    room = share.members - sum(max(one, 1) for one in counts.values())
    usual = min(_USUAL_LEAST, room // max(len(primaries) - len(counts), 1))
    least = [max(counts[one.key], 1) if one.key in counts else max(usual, 1) for one in primaries]
    spare = room // 4 // max(len(counts), 1)
    most = [max(counts[one.key], 1) + spare if one.key in counts else share.members for one in primaries]
    weights = [one.size * rng.lognormvariate(0, _UNEVEN) for one in primaries]
    for one, size in zip(primaries, shared(share.members, weights, least=least, most=most), strict=True):
        one.size = size
