"""One organisation on the board: what it has reached, who is missing, and the lists of people behind the numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import number
from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.board_on import Movement, StoodThen
from edinstvo.insight.indicators.web.asking import Asked
from edinstvo.insight.indicators.web.words import COUNTED, LABELS, LISTS
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import number_of

# Fewer people than this are not told to those who may not see the people.
FEWEST = 5


@dataclass(frozen=True)
class Cell:
    """One goal of one organisation: how much, who is missing, and the list of them for whoever may see it."""

    goal: str
    label: str
    definition: str
    reached: int
    percent: float | None
    gap: int
    list_url: str
    is_hidden: bool

    @property
    def heading(self) -> SafeString:
        """The label, leading to what is said of it."""
        return format_html('<a href="{}#{}">{}</a>', reverse("indicators:definitions"), self.goal, self.label)


@dataclass(frozen=True)
class Line:
    """One organisation of the board; `url` is "" where its board is not the actor's to open."""

    organisation: Organisation
    name: str
    above: str
    url: str
    members: int
    is_hidden: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Told:
    """The movement as the page says it; None where a number is not told. The lists are "" where there are none."""

    joined: int | None
    left: int | None
    net: int | None
    youth: int | None
    members_url: str
    youth_url: str

    @property
    def net_said(self) -> str:
        """With its sign."""
        sign = "+" if (self.net or 0) > 0 else "−" if (self.net or 0) < 0 else ""
        return f"{sign}{number(abs(self.net or 0))}"


def line_of(
    asked: Asked, standing: Standing, *, actor: Actor, name: str = "", above: str = "", is_seen: bool = True
) -> Line:
    """The line of an organisation as the question shows it."""
    place = standing.organisation
    may_see = actor.may(Power.SEE_MEMBERS, at=place)
    cells = list(cells_of(standing, may_see=may_see, goals=asked.goals, is_today=asked.on is None))
    url = asked.url(place=place) if is_seen else ""
    is_hidden = _is_few([standing.members], may_see)
    return Line(place, name or place.short_name, above, url, standing.members, is_hidden, cells)


def line_on(asked: Asked, stood: StoodThen, *, actor: Actor) -> Line:
    """The same of a past day."""
    return line_of(asked, stood.standing, actor=actor, name=stood.name, above=stood.above, is_seen=stood.is_seen)


def cells_of(
    standing: Standing, *, may_see: bool, goals: Iterable[str] = tuple(LABELS), is_today: bool = True
) -> Iterator[Cell]:
    """The goals of one organisation; small numbers only for those who may see the people behind them.

    Who was missing on a past day stands in no list: cards and records are marked as of today.
    """
    for goal in goals:
        gap, reached = standing.gap(goal), standing.reached[goal]
        url = _list_url(standing.organisation, **LISTS[goal]) if may_see and gap and is_today else ""
        is_hidden = _is_few((gap, reached), may_see)
        yield Cell(goal, str(LABELS[goal]), str(COUNTED[goal]), reached, standing.percent(goal), gap, url, is_hidden)


def told_of(asked: Asked, place: Organisation, movement: Movement, *, actor: Actor) -> Told:
    """Who came and went, without what is too few to be told; lists as they were on the day, in the tree of the day."""
    may_see = actor.may(Power.SEE_MEMBERS, at=place)
    joined, left, youth = (
        None if _is_few([count], may_see) else count for count in (movement.joined, movement.left, movement.youth)
    )
    net = None if joined is None or left is None else movement.net
    has_lists = may_see and (asked.on is None or asked.is_then or place.parent_id is None)
    day = {} if asked.on is None else {"on": asked.on.isoformat()}
    lists = [_list_url(place, **day), _list_url(place, age_to=str(YOUNG_UNTIL), **day)] if has_lists else ["", ""]
    return Told(joined, left, net, youth, *lists)


def _is_few(counts: Iterable[int], may_see: bool) -> bool:
    return not may_see and any(0 < count < FEWEST for count in counts)


def _list_url(place: Organisation, **said: str) -> str:
    return f"{reverse('members:list')}?{urlencode({'organisation': number_of(place), **said})}"
