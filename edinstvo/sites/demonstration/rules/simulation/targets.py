"""What figures a simulated union is to come out with, read from JSON or taken as proportions of its size."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from edinstvo.sites.demonstration.rules.lists import read_data

YEARS = 10
REGIONS: list[dict[str, Any]] = read_data("regional_organisations")
LONGEST_NAME = 160
_NUMBERS = ("total", "registered", "plastic", "bonus", "regions_total", "regions_structured", "joined_online")
_DAYS = ("as_of", "base", "structured_by")
_ISSUED = re.compile(r"issued_([0-9]{4})")
# Shares of all members (the first five), of regions, and one online joining for so many members: those of 2021.
_REGISTERED, _PLASTIC, _BONUS, _ISSUED_IN_YEAR, _STRUCTURED, _FOR_ONE_ONLINE = 0.52, 0.288, 0.0592, 0.2585, 0.725, 1392


class TargetsUnfit(ValueError):
    """What was asked for cannot be; `why` is its code, `values` what its sentence names."""

    def __init__(self, why: str, **values: Any) -> None:
        super().__init__(f"{why}: {values}")
        self.why, self.values = why, values


@dataclass(frozen=True)
class Named:
    """An organisation of a region, called by its name, with so many who joined online there."""

    region: str
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Targets:
    """`total` open memberships on the day `base`, everything else on the day `as_of` (docs/decisions/0022)."""

    as_of: date
    base: date
    total: int
    registered: int
    plastic: int
    bonus: int
    issued: int
    issued_year: int
    regions_total: int
    regions_structured: int
    structured_by: date
    joined_online: int
    named: tuple[Named, ...] = ()

    @property
    def online_by_name(self) -> int:
        """How many joined online in the organisations that are named."""
        return sum(one.count for one in self.named)

    @property
    def seal(self) -> str:
        """A hash by which the same wishes are known again; the wishes cannot be read from it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def usual_targets(*, members: int, today: date) -> Targets:
    """The proportions of the union of 2021, as of today; as many regions as give each some hundred members."""
    regions = max(1, min(len(REGIONS), members // 300))
    base = date(today.year, 1, 1)
    targets = Targets(
        as_of=today,
        base=base,
        total=members,
        registered=round(members * _REGISTERED),
        plastic=round(members * _PLASTIC),
        bonus=round(members * _BONUS),
        issued=round(members * _ISSUED_IN_YEAR),
        issued_year=base.year - 1,
        regions_total=regions,
        regions_structured=round(regions * _STRUCTURED),
        structured_by=date(base.year - 1, 11, 1),
        joined_online=members // _FOR_ONE_ONLINE,
    )
    _refuse_unfit(targets, members=members, today=today)
    return targets


def read_targets(text: str, *, members: int, today: date) -> Targets:
    """The wishes of a file. Raises TargetsUnfit."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise TargetsUnfit("no_json", error=str(error)) from error
    if not isinstance(told, dict):
        raise TargetsUnfit("no_object")
    year, issued = _issued(told)
    said: dict[str, Any] = {name: _day(told, name) for name in _DAYS} | {name: _number(told, name) for name in _NUMBERS}
    named = tuple(_named(one) for one in _listed(told.pop("joined_online_named", [])))
    targets = Targets(**said, issued=issued, issued_year=year, named=named)
    if told:
        raise TargetsUnfit("unknown_word", word=sorted(told)[0])
    _refuse_unfit(targets, members=members, today=today)
    return targets


def _taken(told: dict[str, Any], name: str) -> Any:
    if name not in told:
        raise TargetsUnfit("missing", word=name)
    return told.pop(name)


def _number(told: dict[str, Any], name: str) -> int:
    value = _taken(told, name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TargetsUnfit("no_number", word=name, value=value)
    return value


def _day(told: dict[str, Any], name: str) -> date:
    value = _taken(told, name)
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise TargetsUnfit("no_day", word=name, value=value) from error


def _issued(told: dict[str, Any]) -> tuple[int, int]:
    names = [name for name in told if _ISSUED.fullmatch(name)]
    if len(names) != 1:
        raise TargetsUnfit("missing" if not names else "several_years", word="issued_YYYY")
    return int(names[0][-4:]), _number(told, names[0])


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TargetsUnfit("no_list", word="joined_online_named")
    return value


def _named(told: Any) -> Named:
    if not isinstance(told, Mapping) or set(told) != {"region", "name", "count"}:
        raise TargetsUnfit("no_named", value=told)
    name = " ".join(str(told["name"]).split())
    if not name or len(name) > LONGEST_NAME:
        raise TargetsUnfit("name_length", value=name, most=LONGEST_NAME)
    return Named(_region_of(str(told["region"])), name, _number(dict(told), "count"))


def _region_of(code: str) -> str:
    """The regional organisation that covers the subject of the Federation."""
    for row in REGIONS:
        if code in row["subjects"] or code == row["region_code"]:
            return str(row["region_code"])
    raise TargetsUnfit("no_region", value=code)


def _refuse_unfit(targets: Targets, *, members: int, today: date) -> None:
    """Raise TargetsUnfit for the first thing that cannot be."""
    year = targets.issued_year
    fits = {
        "other_total": targets.total == members,
        "days_out_of_order": targets.structured_by <= targets.as_of and targets.base <= targets.as_of <= today,
        "structured_too_early": targets.structured_by.year >= targets.base.year - 5,
        "year_out_of_reach": targets.base.year - 5 <= year <= targets.as_of.year,
        "too_long_after": targets.as_of - targets.base <= timedelta(days=1100),
        "more_than_registered": max(targets.plastic, targets.bonus) <= targets.registered,
        "more_than_all": max(targets.registered, targets.joined_online) <= targets.total,
        "issued_to_nobody": targets.registered > 0 or not targets.issued,
        "more_than_named": targets.online_by_name <= targets.joined_online,
        "too_many_regions": 1 <= targets.regions_total <= len(REGIONS),
        "more_than_regions": targets.regions_structured <= targets.regions_total,
        "regions_not_named": len({one.region for one in targets.named}) <= targets.regions_total,
        "too_many_online": 2 * (targets.joined_online - targets.online_by_name)
        <= targets.total - targets.online_by_name,
        "named_twice": len({(one.region, one.name) for one in targets.named}) == len(targets.named),
        "too_few_members": targets.total >= _least_members(targets),
    }
    for why, is_fit in fits.items():
        if not is_fit:
            raise TargetsUnfit(why, regions=len(REGIONS), members=members, least=_least_members(targets))


def _least_members(targets: Targets) -> int:
    """Two primary organisations in each region with somebody in each, and whoever joined online somewhere by name."""
    return 2 * targets.regions_total + sum(max(one.count, 1) for one in targets.named)
