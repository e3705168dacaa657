"""What happened to the organisations in the years of the history: founded, renamed, merged into a neighbour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from edinstvo.sites.demonstration.rules.calendar import Calendar, Period, working_day
from edinstvo.sites.demonstration.rules.institutions import KINDS, Namesakes, with_eponym
from edinstvo.sites.demonstration.rules.planned import Arrival, Planned, Renaming
from edinstvo.sites.demonstration.rules.scale import Scale
from edinstvo.sites.demonstration.rules.tree import SHOWCASE

FOUND, RENAME, CLOSE = "found", "rename", "close"
_NEW = ("school", "kindergarten", "children_centre")
_MERGED, _HEIR_KEEPS, _FEW = (4, 9), 14, 5
_ONCE = "Галичская городская и районная организация"
_SCHOOLS = (KINDS["school"], KINDS["gymnasium"], KINDS["village_school"])


@dataclass(frozen=True)
class Act:
    """Something done to an organisation on a day of the history."""

    on: date
    verb: str
    planned: Planned
    renaming: Renaming | None = None


def acts_in(*, planned: Iterable[Planned], period: Period) -> list[Act]:
    """What was done to the organisations in the period, in order."""
    acts = []
    for one in planned:
        acts.append(Act(one.founded_on, FOUND, one))
        acts += [Act(renaming.on, RENAME, one, renaming) for renaming in one.renamed]
        if one.closed_on:
            acts.append(Act(one.closed_on, CLOSE, one))
    return sorted((act for act in acts if period.first <= act.on <= period.last), key=lambda act: act.on)


def plan_changes(*, rng: Random, planned: list[Planned], scale: Scale, calendar: Calendar) -> list[Planned]:
    """The organisations that were founded or closed in the history; those in hand get their renamings and arrivals."""
    changed: list[Planned] = []
    _rename_shown(planned, calendar)
    for year in calendar.years:
        part = year.length / 365
        for day in year.spread(max(1, round(scale.renamings * part))):
            _rename(rng, planned, working_day(day, since=year.first))
        for day in year.spread(max(1, round(scale.foundings * part))):
            changed.append(_founded(rng, [*planned, *changed], working_day(day, since=year.first)))
        for day in year.spread(max(1, round(scale.closings * part))):
            changed.append(_closed(rng, [*planned, *changed], working_day(day, since=year.first)))
    return [*changed, _empty(planned, calendar)]


def _rename_shown(planned: list[Planned], calendar: Calendar) -> None:
    """The shown territory bore another name until the second spring of the history."""
    shown = next(one for one in planned if one.key == "44-galich")
    day = working_day(date(calendar.history.first.year + 1, 3, 12), since=calendar.history.first)
    shown.renamed = [Renaming(day, shown.name, shown.short_name)]
    shown.name, shown.short_name = f"{_ONCE} Профсоюза", _ONCE


def _rename(rng: Random, planned: list[Planned], day: date) -> None:
    """A district became a municipal circuit, or a school was named after somebody."""
    districts = [one for one in planned if "районная" in one.name and not one.renamed]
    schools = [one for one in planned if one.kind in _SCHOOLS and one.type == "primary"]
    schools = [one for one in schools if not (one.renamed or one.is_fixed)]
    found = districts if districts and (rng.random() < 0.4 or not schools) else schools
    # In a small union all of them can have been renamed already.
    if not found:
        return
    one = rng.choice(found)
    if one.kind:
        name, short = with_eponym(rng, one.name), one.short_name
    else:
        name, short = (text.replace("районная", "окружная") for text in (one.name, one.short_name))
    one.renamed = [Renaming(day, name, short)]


def _founded(rng: Random, planned: list[Planned], day: date) -> Planned:
    """A new school or kindergarten in some district; all who are on its record joined since."""
    head = rng.choice([one for one in planned if one.type == "territorial" and not one.key.startswith("44-")])
    kind, name, short = _names(rng, planned, head).call(lambda: KINDS[rng.choice(_NEW)])
    key = f"{head.key}-new{day:%y%m%d}"
    return Planned(key, head.key, "primary", name, short, day, head.region, kind=kind, size=rng.randint(6, 18))


def _closed(rng: Random, planned: list[Planned], day: date) -> Planned:
    """A small school whose people moved to a neighbour the same day."""
    heir = rng.choice(_heirs(planned))
    head = next(one for one in planned if one.key == heir.parent)
    same = KINDS["village_kindergarten" if heir.kind is KINDS["kindergarten"] else "basic_school"]
    kind, name, short = _names(rng, planned, head).call(lambda: same)
    key = f"{head.key}-old{day:%y%m%d}"
    since = head.founded_on + timedelta(days=rng.randrange(4_000))
    heir.arrivals.append(Arrival(day, key, min(rng.randint(*_MERGED), heir.size // 2)))
    return Planned(key, head.key, "primary", name, short, since, head.region, kind=kind, closed_on=day)


def _heirs(planned: list[Planned]) -> list[Planned]:
    """Schools and kindergartens with room for some more people, in the country before elsewhere."""
    territories = {one.key: "районная" in one.name for one in planned if one.type == "territorial"}
    kinds = (*_SCHOOLS, KINDS["kindergarten"])
    free = [one for one in planned if one.parent in territories and one.kind in kinds and not one.arrivals]
    free = [one for one in free if not one.is_fixed and one.closed_on is None]
    roomy = [one for one in free if territories[one.parent] and one.size >= _HEIR_KEEPS]
    return roomy or sorted(free, key=lambda one: -one.size)[:_FEW]


def _names(rng: Random, planned: list[Planned], head: Planned) -> Namesakes:
    if head.town is None:
        raise ValueError(f"{head.name} is not a territorial organisation")
    taken = {one.short_name for one in planned if one.parent == head.key}
    return Namesakes(rng, town=head.town, district=f"{head.town.stem}ого района", taken=taken)


def _empty(planned: list[Planned], calendar: Calendar) -> Planned:
    """The organisation that waits for its first list."""
    shown = SHOWCASE["empty"]
    day = working_day(calendar.today - timedelta(days=shown["days_ago"]), since=calendar.history.first)
    return Planned(
        shown["key"],
        shown["territory"],
        "primary",
        shown["name"],
        shown["short"],
        day,
        SHOWCASE["region"],
        kind=KINDS[shown["kind"]],
    )
