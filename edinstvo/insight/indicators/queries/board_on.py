"""The board of a past day, as the tree was on it or in today's tree: who was behind on what, and who came and went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.past import Figures, figures_of_days
from edinstvo.insight.indicators.queries.stood import figures_of_days_as_it_stood
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.history import tree_on
from edinstvo.registry.organisations.queries.standing import organisations

# What is kept of every day: whether a record is complete is kept of today only.
DATED_GOALS = ("registered", "plastic", "virtual", "bonus")


class Tree(StrEnum):
    """Whose place counts: where organisations stood on the day, or where they stand today."""

    THEN = "then"
    TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class DayAsked:
    """The day of the figures, the first day of the movement, and the tree."""

    on: date
    since: date
    tree: Tree = Tree.THEN


@dataclass(frozen=True)
class Movement:
    """Who came and went in a branch in a period, and how many of those on record at its end are young."""

    joined: int
    left: int
    youth: int

    @property
    def net(self) -> int:
        return self.joined - self.left


@dataclass(frozen=True)
class StoodThen:
    """An organisation of the board of a day under its name of that day; `is_seen`: today's page is the actor's.

    `above` is the name of the one that it stood right under in the tree asked for, `above_id` its id.
    """

    organisation: Organisation
    name: str
    above: str
    above_id: int | None
    is_seen: bool
    standing: Standing
    movement: Movement


def board_on(
    above: Organisation, *, asked: DayAsked, by: str, seen_by: Actor, levels: int = 1
) -> tuple[StoodThen, list[StoodThen]]:
    """The organisation itself, and what stood under it on the day, the widest gap (in people) first.

    Right under it, or so many levels below; of today's tree, everything below. Raises StillCounting.
    """
    head, stood = _board(above, asked, seen_by, levels)
    return head, sorted(stood, key=lambda one: (-one.standing.gap(by), *_by_name(one)))


def movements_on(above: Organisation, *, asked: DayAsked, seen_by: Actor) -> tuple[StoodThen, list[StoodThen]]:
    """The organisation itself, and what stood right under it on the day, whoever lost the most people first.

    Raises StillCounting.
    """
    head, stood = _board(above, asked, seen_by, levels=1)
    return head, sorted(stood, key=lambda one: (one.movement.net, -one.movement.left, *_by_name(one)))


def places_on(places: Sequence[Organisation], *, asked: DayAsked) -> list[StoodThen]:
    """The same of some organisations, which the caller has seen, in their order. Raises StillCounting."""
    figures = _figures([place.pk for place in places], asked)
    return [_stood(place, place.short_name, "", place.parent_id, True, figures[place.pk]) for place in places]


def open_on(day: date) -> Q:
    """The organisations that stood on the day."""
    return Q(founded_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def _board(above: Organisation, asked: DayAsked, seen_by: Actor, levels: int) -> tuple[StoodThen, list[StoodThen]]:
    find = _stood_below if asked.tree is Tree.THEN else _below
    below = find(above, asked, seen_by, levels)
    figures = _figures([above.pk, *(one[0].pk for one in below)], asked)
    head = _stood(above, above.short_name, "", above.parent_id, True, figures[above.pk])
    return head, [_stood(*one, figures[one[0].pk]) for one in below]


def _by_name(one: StoodThen) -> tuple[str, int]:
    return fold(one.name), one.organisation.pk


# (organisation, its name, the name and the id of the one above it, whether its page is the actor's).
_Below = tuple[Organisation, str, str, int | None, bool]


def _stood_below(above: Organisation, asked: DayAsked, seen_by: Actor, levels: int) -> list[_Below]:
    stood = tree_on(above, on=asked.on, seen_by=seen_by, levels=levels)
    names = {above.pk: above.short_name} | {one.organisation.pk: one.short_name for one in stood}
    return [
        (one.organisation, one.short_name, names.get(one.parent_id or 0, ""), one.parent_id, one.is_seen)
        for one in stood
    ]


def _below(above: Organisation, asked: DayAsked, seen_by: Actor, levels: int) -> list[_Below]:
    """What is below today and stood then."""
    under = Q(parent=above) if levels == 1 else Q(path__startswith=above.path) & ~Q(pk=above.pk)
    rows = organisations(seen_by=seen_by).filter(open_on(asked.on), under).select_related("parent")
    return [(row, row.short_name, row.parent.short_name if row.parent else "", row.parent_id, True) for row in rows]


def _figures(ids: Collection[int], asked: DayAsked) -> dict[int, tuple[Figures, Figures]]:
    """By id what was counted on the day, and at the end of the day before the period; both in one tree."""
    before = asked.since - timedelta(days=1)
    days = [before, asked.on]
    if asked.tree is Tree.THEN:
        found = figures_of_days_as_it_stood(organisation_ids=ids, days=days, in_tree_of=asked.on)
    else:
        found = figures_of_days(organisation_ids=ids, days=days)
    return {id_: (found[asked.on][id_], found[before][id_]) for id_ in ids}


def _stood(
    place: Organisation,
    name: str,
    above: str,
    above_id: int | None,
    is_seen: bool,
    figures: tuple[Figures, Figures],
) -> StoodThen:
    on, before = figures
    standing = Standing(place, on["members"], {goal: on[goal] for goal in DATED_GOALS})
    movement = Movement(on["joined"] - before["joined"], on["left"] - before["left"], on["youth"])
    return StoodThen(place, name, above, above_id, is_seen, standing, movement)
