"""What happened to the organisations of a simulated region: founded, moved, renamed, merged into a neighbour."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from edinstvo.sites.demonstration.rules.calendar import Period, working_day
from edinstvo.sites.demonstration.rules.institutions import KINDS, Namesakes, with_eponym
from edinstvo.sites.demonstration.rules.planned import Arrival, Move, Planned, Renaming
from edinstvo.sites.demonstration.rules.simulation.days import Days

# Of the primaries of a region, in ten years; of its territories, how many became a circuit instead of a district.
_FOUNDED, _MOVED, _HONOURED, _CLOSED, _CIRCUITS = 0.02, 0.006, 0.01, 0.01, 0.12
_MERGED, _HEIR_KEEPS = (4, 9), 14
_SCHOOLS = (KINDS["school"], KINDS["gymnasium"], KINDS["village_school"])
_LONGEST_NAME = 300


def change_branch(rng: Random, branch: Sequence[Planned], *, days: Days) -> list[Planned]:
    """The branch with its history: those in hand get theirs, those that are closed by now stand at the end."""
    history = Period(days.calendar.history.first, days.tree_stands_since)
    heads = {one.key: one for one in branch if one.type == "territorial"}
    wholes = {one.parent for one in branch if one.type in ("group", "subdivision")}
    movable = [one for one in branch if one.parent in heads and one.key not in wholes]
    for one in movable:
        chance = rng.random()
        if chance < _FOUNDED:
            one.founded_on = history.day(rng)
        elif chance < _FOUNDED + _MOVED and len(heads) > 1:
            _move(rng, one, [key for key in heads if key != one.parent], heads, history)
        elif chance < _FOUNDED + _MOVED + _HONOURED and one.kind in _SCHOOLS:
            _rename(one, with_eponym(rng, one.name), one.short_name, history.day(rng))
    for head in heads.values():
        if "районная" in head.name and rng.random() < _CIRCUITS:
            name, short = (text.replace("районная", "окружная") for text in (head.name, head.short_name))
            _rename(head, name, short, history.day(rng))
    return [*branch, *_closed(rng, movable, heads, history)]


def _move(rng: Random, one: Planned, others: Sequence[str], heads: dict[str, Planned], history: Period) -> None:
    """It stood under another territory once; both stood by the day it was founded."""
    there = heads[rng.choice(others)]
    one.founded_on = max(one.founded_on, there.founded_on)
    until = history.day(rng)
    if until > one.founded_on:
        one.moves = [Move(until, there.key)]


def _rename(one: Planned, name: str, short: str, on: date) -> None:
    if on > one.founded_on and len(name) <= _LONGEST_NAME:
        one.renamed = [Renaming(on, name, short)]


def _closed(rng: Random, movable: Sequence[Planned], heads: dict[str, Planned], history: Period) -> list[Planned]:
    """Small schools whose people moved to a neighbour the same day."""
    of_head: dict[str, set[str]] = defaultdict(set)
    for one in movable:
        of_head[one.parent].add(one.short_name)
    heirs = [one for one in movable if one.size >= _HEIR_KEEPS and one.founded_on < history.first and not one.moves]
    closed = []
    for number, heir in enumerate(rng.sample(heirs, min(round(len(movable) * _CLOSED), len(heirs))), start=1):
        head = heads[heir.parent]
        if head.town is None:
            raise ValueError(head.key)
        same = KINDS["village_kindergarten" if heir.kind is KINDS["kindergarten"] else "basic_school"]
        names = Namesakes(rng, town=head.town, district=f"{head.town.stem}ого района", taken=of_head[head.key])
        kind, name, short = names.call(lambda same=same: same)  # type: ignore[misc]  # mypy infers no lambda with a default
        key, day = f"{head.key}-old-{number:02d}", working_day(history.day(rng), since=history.first)
        heir.arrivals.append(Arrival(day, key, rng.randint(*_MERGED)))
        since = head.founded_on + timedelta(days=rng.randrange(1_500))
        closed.append(Planned(key, head.key, "primary", name, short, since, head.region, kind=kind, closed_on=day))
    return closed
