"""The board: what a branch has reached, who below is behind, and the way to the people and to the act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.paging import page_asked, pager_by_key
from edinstvo.insight.indicators.queries.board import GOALS, Standing, cursor_below, furthest_behind, standings_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of, number_of, numbered

_SHOWN = 50
# Fewer people than this are not told to those who may not see the people.
_FEWEST = 5
LABELS = {
    "registered": _("On electronic record"),
    "plastic": _("Plastic card"),
    "bonus": _("Bonus programme"),
    "complete": _("Complete records"),
}
# What is counted, in words, and what brings it forward.
DEFINITIONS = {
    "registered": _("members whose record is kept here, of all on record"),
    "plastic": _("members who hold a plastic card, of all on record"),
    "bonus": _("members who take part in the bonus programme, of all on record"),
    "complete": _("records that lack nothing: birth date, sex, category, joining date, telephone"),
}
_LISTS = {
    "registered": {"lacks": "electronic_record"},
    "plastic": {"lacks": "plastic_card"},
    "bonus": {"lacks": "bonus"},
    "complete": {"incomplete": "1"},
}


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


@dataclass(frozen=True)
class Line:
    """One organisation of the board."""

    organisation: Organisation
    url: str
    members: int
    cells: list[Cell]


@require_safe
@signed_in
def board(request: Request) -> HttpResponse:
    """The board of the organisation of `?organisation=`, by the goal of `?by=`; with several branches one to choose."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    place, by = _place(request), _goal(request)
    if place is None:
        heads = [_line(request, standing, by) for standing in standings_of(heads_of(seen_by=request.actor))]
        return render(request, "indicators/board.html", {"heads": heads})
    [standing] = standings_of([place])
    goals = [(LABELS[goal], f"{board_url(place, by=goal)}#below", goal == by) for goal in GOALS]
    context = {"place": place, "line": _line(request, standing, by), "on": timezone.localdate(), "goals": goals}
    context |= {"by": by, "structure_url": _structure_url(place)}
    return render(request, "indicators/board.html", context | _below(request, place, by))


def board_url(place: Organisation, **page: Any) -> str:
    """The board of this place."""
    return f"{reverse('indicators:board')}?{urlencode({'organisation': number_of(place), **page})}"


def _structure_url(place: Organisation) -> str:
    """Where it is said which regions have built their structure; nothing below a region."""
    if place.level is Level.UNION:
        return reverse("indicators:structure")
    return reverse("indicators:region", args=[place.inpo]) if place.level is Level.REGION else ""


def _place(request: Request) -> Organisation | None:
    number = request.GET.get("organisation", "")
    if not number:
        heads = heads_of(seen_by=request.actor)
        return heads[0] if len(heads) == 1 else None
    try:
        return numbered(number, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None


def _goal(request: Request) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in GOALS else GOALS[0]


def _below(request: Request, place: Organisation, by: str) -> dict[str, object]:
    asked = page_asked(request)
    cursor = None
    if asked:
        cursor = cursor_below(id=asked[0], above=place, goal=by, back=asked[1], seen_by=request.actor)
    page = furthest_behind(place, goal=by, seen_by=request.actor, cursor=cursor, size=_SHOWN)
    pager = pager_by_key(page, name=lambda row: row.short_name, url=lambda **at: board_url(place, by=by, **at))
    lines = [_line(request, standing, by) for standing in standings_of(page.rows)]
    return {"below": lines, "pager": pager, "has_pages": page.previous or page.next}


def _line(request: Request, standing: Standing, by: str) -> Line:
    cells = list(cells_of(standing, may_see=request.actor.may(Power.SEE_MEMBERS, at=standing.organisation)))
    return Line(standing.organisation, board_url(standing.organisation, by=by), standing.members, cells)


def cells_of(standing: Standing, *, may_see: bool) -> Iterator[Cell]:
    """The goals of one organisation; small numbers only for those who may see the people behind them."""
    for goal in GOALS:
        gap, reached = standing.gap(goal), standing.reached[goal]
        question = urlencode({"organisation": number_of(standing.organisation), **_LISTS[goal]})
        url = f"{reverse('members:list')}?{question}" if may_see and gap else ""
        is_hidden = not may_see and any(0 < people < _FEWEST for people in (gap, reached))
        yield Cell(
            goal, str(LABELS[goal]), str(DEFINITIONS[goal]), reached, standing.percent(goal), gap, url, is_hidden
        )
