"""The tree of the invented union: which organisations stand in it, since when, and how many people each keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from edinstvo.sites.demonstration.rules.institutions import (
    FACULTIES,
    KINDS,
    SCHOOL_GROUPS,
    Kind,
    Namesakes,
    draw_kind,
)
from edinstvo.sites.demonstration.rules.lists import read_data
from edinstvo.sites.demonstration.rules.places import CAPITALS, FEDERAL_CITIES, TOWNS, Town, read_town
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.scale import Scale

UNION = "union"
UNION_FOUNDED_ON = date(1990, 9, 27)
SHOWCASE = read_data("showcase")


@dataclass(frozen=True)
class Territory:
    """What the naming of primaries needs to know of a territorial organisation."""

    key: str
    town: Town
    kind: str
    founded_on: date
    primaries: int
    members: int | None = None

    @property
    def has_villages(self) -> bool:
        """Whether it is a district in the country."""
        return self.kind == "district"

    @property
    def district(self) -> str:
        """«Галичского района»."""
        return f"{self.town.stem}ого района"


def plan_tree(*, rng: Random, scale: Scale) -> list[Planned]:
    """Every organisation below the union, parents first, sized so that the members come to those of the scale."""
    regions = _regions(scale)
    large = {SHOWCASE["region"], *rng.sample(sorted(row["region_code"] for row in regions), scale.universities)}
    planned: list[Planned] = []
    for row in regions:
        region = a_region(rng, row)
        planned += [region, *_higher_schools(rng, region, is_large=region.key in large, scale=scale)]
        for territory in _territories(rng, region, scale):
            planned += _territory(rng, region, territory)
    _fit(planned, scale.members)
    return [part for one in planned for part in with_parts(rng, one)]


def _regions(scale: Scale) -> list[dict[str, Any]]:
    """All regional organisations, or for a small union the shown one, those of several subjects and some others."""
    rows: list[dict[str, Any]] = read_data("regional_organisations")
    shown_first = sorted(rows, key=lambda row: (row["region_code"] != SHOWCASE["region"], -len(row["subjects"])))
    chosen = shown_first[: scale.regions]
    return [row for row in rows if row in chosen]


def a_region(rng: Random, row: dict[str, Any]) -> Planned:
    """The regional organisation of a row of the data."""
    code, name, subjects = str(row["region_code"]), str(row["name"]), tuple(row["subjects"])
    return Planned(
        key=code,
        parent=UNION,
        type="interregional" if len(subjects) > 1 else "regional",
        name=name,
        short_name=name.replace(" Профсоюза", ""),
        founded_on=date(1990, 10, 1) + timedelta(days=rng.randrange(90)),
        region=code,
        seat=code,
        subjects=subjects,
    )


def _higher_schools(rng: Random, region: Planned, *, is_large: bool, scale: Scale) -> Iterator[Planned]:
    """The university of a region, with the rights of a territorial organisation, and its institute."""
    names = Namesakes(rng, town=CAPITALS[region.key], district="", taken=set())
    shown = SHOWCASE["university"]
    if is_large:
        one = a_primary(rng, f"{region.key}-university", region, names.call(lambda: KINDS["university"]))
        one.type = "primary_with_territorial_rights"
        if one.key == shown["key"]:
            one.size, one.is_fixed = max(60, round(shown["size"] * min(1, scale.members / 53_000))), True
        yield one
    yield a_primary(rng, f"{region.key}-institute", region, names.call(lambda: KINDS["institute"]))


def _territories(rng: Random, region: Planned, scale: Scale) -> list[Territory]:
    capital, is_city = CAPITALS[region.key], region.key in FEDERAL_CITIES
    towns = rng.sample(TOWNS, rng.randint(*scale.territories))
    found = []
    for number, town in enumerate(towns, start=1):
        key, primaries = f"{region.key}-{number:03d}", rng.randint(*scale.primaries)
        since = date(1991, 1, 10) + timedelta(days=rng.randrange(500))
        if is_city:
            part = Town(capital.name, capital.genitive, town.stem)
            found.append(Territory(key, part, "city_district", since, primaries))
        elif number == 1 and not region.name.startswith(capital.stem + "ая городская"):
            found.append(Territory(key, capital, "town", since, primaries))
        else:
            found.append(Territory(key, town, "district" if rng.random() < 0.8 else "town", since, primaries))
    return found + (_shown_territories(scale) if region.key == SHOWCASE["region"] else [])


def _shown_territories(scale: Scale) -> list[Territory]:
    is_whole = scale.regions == 80
    return [
        Territory(
            key,
            read_town(row["town"]),
            row["kind"],
            date.fromisoformat(row["founded_on"]),
            row["primaries"] if is_whole else 1,
            members=row["members"] if is_whole else None,
        )
        for key, row in SHOWCASE["territories"].items()
    ]


def _territory(rng: Random, region: Planned, territory: Territory) -> list[Planned]:
    """A territorial organisation and the primaries under it."""
    word = "городская" if territory.kind == "town" else "районная"
    name = f"{territory.town.stem}ая {word} организация"
    head = Planned(
        territory.key, region.key, "territorial", f"{name} Профсоюза", name, territory.founded_on, region.region
    )
    head.town = territory.town
    primaries = _shown_primaries(head)
    taken = {one.short_name for one in primaries} | {SHOWCASE["empty"]["short"]}
    names = Namesakes(rng, town=territory.town, district=territory.district, taken=taken)
    for number in range(len(primaries), max(territory.primaries, len(primaries))):
        kinds = partial(draw_kind, rng, has_villages=territory.has_villages)
        primaries.append(a_primary(rng, f"{head.key}-{number + 1:04d}", head, names.call(kinds)))
    if territory.members is not None:
        _fit(primaries, territory.members)
        for one in primaries:
            one.is_fixed = True
    return [head, *primaries]


def _shown_primaries(head: Planned) -> list[Planned]:
    return [
        Planned(
            row["key"],
            head.key,
            "primary",
            row["name"],
            row["short"],
            head.founded_on + timedelta(days=60),
            head.region,
            kind=KINDS[row["kind"]],
            size=row["size"],
            is_fixed=True,
        )
        for row in SHOWCASE["primaries"]
        if row["territory"] == head.key
    ]


def a_primary(rng: Random, key: str, above: Planned, called: tuple[Kind, str, str]) -> Planned:
    """A primary organisation of a kind, as large as they usually are."""
    kind, name, short = called
    size = kind.usual_size(rng)
    day = founding_day(rng, above)
    return Planned(key, above.key, "primary", name, short, day, above.region, kind=kind, size=size)


def founding_day(rng: Random, above: Planned) -> date:
    """Most stand since the nineties; the later, the fewer."""
    return above.founded_on + timedelta(days=int(rng.betavariate(1, 4) * 22 * 365))


def _fit(planned: list[Planned], members: int) -> None:
    """Stretch the sizes that are not fixed, so that all together have as many members."""
    free = [one for one in planned if one.kind and not one.is_fixed]
    rest = members - sum(one.size for one in planned if one.is_fixed)
    factor = max(rest, 0) / max(sum(one.size for one in free), 1)
    for one in free:
        one.size = max(3, round(one.size * factor))


def with_parts(rng: Random, one: Planned) -> Iterator[Planned]:
    """The organisation, and the parts of a university or of some larger schools with their share of its members."""
    yield one
    if one.type == "primary_with_territorial_rights":
        yield from _faculties(rng, one)
    elif one.kind in (KINDS["gymnasium"], KINDS["school"]) and one.size >= 30 and rng.random() < 0.15:
        for number, name in enumerate(SCHOOL_GROUPS, start=1):
            yield _part(one, f"{one.key}-g{number}", "group", name, one.size // 4)


def _faculties(rng: Random, university: Planned) -> Iterator[Planned]:
    count = min(len(FACULTIES), 2 + university.size // 180)
    share = university.size * 9 // 10 // count
    for number, name in enumerate(rng.sample(FACULTIES, count), start=1):
        faculty = _part(university, f"{university.key}-f{number}", "subdivision", name, share)
        courses = range(1, 5 if share >= 60 else 2)
        groups = [
            _part(faculty, f"{faculty.key}-g{course}", "group", f"Профгруппа {course} курса", share * 2 // 15)
            for course in courses
        ]
        yield from (faculty, *groups)


def _part(whole: Planned, key: str, type_: str, name: str, size: int) -> Planned:
    """A part that takes some members over from the whole."""
    whole.size -= size
    return Planned(key, whole.key, type_, name, name, whole.founded_on, whole.region, kind=whole.kind, size=size)
