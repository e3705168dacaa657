"""One organisation on the board: what it has reached, who is missing, and the lists of people behind the numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import number, percent, share, share_said
from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.board_on import Movement, StoodThen
from edinstvo.insight.indicators.queries.online import Online
from edinstvo.insight.indicators.web.asking import Asked
from edinstvo.insight.indicators.web.targets import Aim, Aims
from edinstvo.insight.indicators.web.words import COUNTED, LABELS, LACKING, LISTS
from edinstvo.registry.members.queries.narrowing import NO_TRANSFER, ONLINE
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import number_of

# Fewer people than this are not told to those who may not see the people.
FEWEST = 5


@dataclass(frozen=True)
class Cell:
    """One goal of one organisation: how much, who is missing, and the list of them for whoever may see it.

    `aim` is what it is to reach, and what `said` does not come to by rounding alone; `beside` says the same of those on
    electronic record alone.
    """

    goal: str
    label: str
    definition: str
    reached: int
    gap: int
    list_url: str
    is_hidden: bool
    aim: Aim | None = None
    beside: str = ""

    @property
    def aims(self) -> list[float]:
        """What no share of it comes to by rounding alone, besides all."""
        return [self.aim.share] if self.aim else []

    @property
    def said(self) -> str:
        """The share, «52 %»; a dash where nobody is on record."""
        return share_said(self.reached, self.reached + self.gap, aims=self.aims)

    @property
    def lacking(self) -> str:
        """The words before the number of those who have not reached it."""
        return str(LACKING[self.goal])

    @property
    def heading(self) -> SafeString:
        """The label, leading to what is said of it."""
        return format_html('<a href="{}#{}">{}</a>', reverse("indicators:definitions"), self.goal, self.label)


@dataclass(frozen=True)
class Line:
    """One organisation of the board; `url` is "" where its board is not the actor's to open.

    `above` is the name of the one that it stands right under on the board, `above_id` its id.
    """

    organisation: Organisation
    name: str
    above: str
    url: str
    members: int
    is_hidden: bool
    cells: list[Cell]
    above_id: int | None = None

    @property
    def name_in_file(self) -> str:
        """The name, and why nobody finds it under the organisation that it stood in."""
        return self.name if self.url else _("%(name)s (in another branch today)") % {"name": self.name}

    def aiming(self, aims: Aims) -> "Line":
        """The line with what its goals are to reach."""
        return replace(self, cells=[replace(one, aim=aims.of_all.get(one.goal)) for one in self.cells])

    def telling(self, aims: Aims) -> "Line":
        """The same, and what it is of those on electronic record, where there is a target of them."""
        [registered] = [one for one in self.cells if one.goal == "registered"]
        cells = [replace(one, beside=_beside(one, registered, aims)) for one in self.cells]
        return replace(self, cells=cells).aiming(aims)


@dataclass(frozen=True)
class OnlineLine(Line):
    """One organisation by who had joined it online: they are its `members`, `list_url` is the list of them."""

    list_url: str = ""
    is_open: bool = True

    @property
    def name_in_file(self) -> str:
        """Also why it stands there although it did not on the day."""
        name = super().name_in_file
        return name if self.is_open else _("%(name)s (did not stand on that day)") % {"name": name}


@dataclass(frozen=True)
class Told:
    """The movement as the page says it; None where a number is not told. The lists are "" where there are none."""

    joined: int | None
    left: int | None
    net: int | None
    youth: int | None
    members_url: str
    youth_url: str
    joined_url: str
    left_url: str

    @property
    def net_said(self) -> str:
        return "…" if self.net is None else signed(self.net)


def signed(count: int) -> str:
    """A number of people with its sign; nobody has none."""
    sign = "+" if count > 0 else "−" if count < 0 else ""
    return f"{sign}{number(abs(count))}"


def line_of(
    asked: Asked, standing: Standing, *, actor: Actor, name: str = "", above: str = "", is_seen: bool = True
) -> Line:
    """The line of an organisation as the question shows it."""
    place = standing.organisation
    may_see = actor.may(Power.SEE_MEMBERS, at=place)
    cells = list(cells_of(standing, may_see=may_see, goals=asked.goals, of_day=of_lists(asked, place)))
    url = asked.url(place=place) if is_seen else ""
    is_hidden = is_few([standing.members], may_see)
    return Line(place, name or place.short_name, above, url, standing.members, is_hidden, cells, place.parent_id)


def line_on(asked: Asked, stood: StoodThen, *, actor: Actor) -> Line:
    """The same of a past day."""
    line = line_of(asked, stood.standing, actor=actor, name=stood.name, above=stood.above, is_seen=stood.is_seen)
    return replace(line, above_id=stood.above_id)


def online_line(asked: Asked, one: Online, *, actor: Actor) -> OnlineLine:
    """How many had joined online, if it may be told; the list of those who have left again as well, of that day."""
    place, may_see = one.organisation, actor.may(Power.SEE_MEMBERS, at=one.organisation)
    url = asked.url("indicators:online", place=place, since="") if one.is_seen else ""
    day = of_lists(asked, place) if may_see and one.people else None
    list_url = "" if day is None else members_url(place, state="all", applied=ONLINE, **day)
    is_hidden = is_few([one.people], may_see)
    return OnlineLine(place, one.name, "", url, one.people, is_hidden, [], list_url=list_url, is_open=one.is_open)


def cells_of(
    standing: Standing, *, may_see: bool, goals: Iterable[str] = tuple(LABELS), of_day: Mapping[str, str] | None
) -> Iterator[Cell]:
    """The goals of one organisation; small numbers only for those who may see the people behind them.

    `of_day` is what the address of a list says of the day; None where no list shows the people of the figure.
    """
    for goal in goals:
        gap, reached = standing.gap(goal), standing.reached[goal]
        has_list = may_see and gap and of_day is not None
        url = members_url(standing.organisation, **LISTS[goal], **(of_day or {})) if has_list else ""
        is_hidden = is_few((gap, reached), may_see)
        yield Cell(goal, str(LABELS[goal]), str(COUNTED[goal]), reached, gap, url, is_hidden)


def _beside(cell: Cell, registered: Cell, aims: Aims) -> str:
    """How much it is of those on electronic record, where their number may be told, if a target is of them."""
    beside = aims.beside(cell.goal)
    part = None if registered.is_hidden else share(cell.reached, registered.reached)
    if not beside or part is None:
        return beside
    return _("%(share)s of those on electronic record; of them the target is %(target)s") % {
        "share": percent(part),
        "target": aims.of_registered[cell.goal].said,
    }


def told_of(asked: Asked, place: Organisation, movement: Movement, *, actor: Actor) -> Told:
    """Who came and went, without what is too few to be told; lists as they were on the day, in the tree of the day."""
    may_see = actor.may(Power.SEE_MEMBERS, at=place)
    joined, left, youth = (
        None if is_few([count], may_see) else count for count in (movement.joined, movement.left, movement.youth)
    )
    net = None if joined is None or left is None else movement.net
    day = of_lists(asked, place) if may_see else None
    lists = ["", ""] if day is None else [members_url(place, **day), members_url(place, age_to=str(YOUNG_UNTIL), **day)]
    lists += lists_of_movement(asked, place) if may_see else ["", ""]
    return Told(joined, left, net, youth, *lists)


def lists_of_movement(asked: Asked, place: Organisation) -> list[str]:
    """Who joined and who left; "" in the tree of a past day, which lists over a period do not know."""
    day = asked.day
    if asked.on is not None and asked.is_then and place.parent_id is not None:
        return ["", ""]
    since, until = day.since.isoformat(), day.on.isoformat()
    joined = members_url(place, state="all", came_from=since, came_to=until)
    return [joined, members_url(place, state="former", left_from=since, left_to=until, reason=NO_TRANSFER)]


def of_lists(asked: Asked, place: Organisation) -> dict[str, str] | None:
    """The day of a list as its address says it; None in today's tree of a past day, of which there are no lists."""
    if asked.on is None:
        return {}
    return {"on": asked.on.isoformat()} if asked.is_then or place.parent_id is None else None


def is_few(counts: Iterable[int], may_see: bool) -> bool:
    return not may_see and any(0 < count < FEWEST for count in counts)


def members_url(place: Organisation, **said: str) -> str:
    return f"{reverse('members:list')}?{urlencode({'organisation': number_of(place), **said})}"
