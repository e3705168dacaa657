"""Who came and went in a period, organisation by organisation: whoever lost the most people first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.paging import page_asked
from edinstvo.insight.indicators.queries.board_on import movements_on
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_here, way_up
from edinstvo.insight.indicators.web.beside import kept_back_last, none_alone
from edinstvo.insight.indicators.web.movement_lines import HERE, MovementLine, movement_line, rest_of
from edinstvo.insight.indicators.web.paging import page_of, pager_of
from edinstvo.insight.indicators.web.sheets import KINDS
from edinstvo.registry.organisations.models import Organisation


@require_safe
@signed_in
def movement(request: Request) -> HttpResponse:
    """`?organisation=`, and what stands right under it; `?since=` and `?on=` both included, `?tree=` in which tree."""
    asked, place = asked_here(request)
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "place": place, "kinds": KINDS}
    context["fields"] = [asked.form["since"], asked.form["on"]]
    context |= {"until": asked.day.on, "since": asked.day.since, "above": way_up(request, asked, HERE, by="")}
    context |= {"then_url": asked.url(HERE, by="", tree=""), "now_url": asked.url(HERE, by="", tree="today")}
    context["file_url"] = asked.url("indicators:movement-file", by="")
    try:
        context |= _shown(request, asked, place)
    except StillCounting:
        context["is_counting"] = True
    return render(request, "indicators/movement.html", context, status=asked.status)


def lines_of_movements(request: Request, asked: Asked, place: Organisation) -> tuple[MovementLine, list[MovementLine]]:
    """(the organisation itself, all those right under it). Raises StillCounting."""
    head, stood = movements_on(place, asked=asked.day, seen_by=request.actor)
    below = none_alone(movement_line(asked, one, actor=request.actor) for one in stood)
    return movement_line(asked, head, actor=request.actor), kept_back_last(below)


def _shown(request: Request, asked: Asked, place: Organisation) -> dict[str, Any]:
    line, lines = lines_of_movements(request, asked, place)
    page = page_of([one.organisation for one in lines], page_asked(request))
    by_id = {one.organisation.pk: one for one in lines}
    return {
        "line": line,
        "below": [by_id[row.pk] for row in page.rows],
        "rest": rest_of(line, lines) if lines else None,
        "has_few": any(one.is_hidden for one in lines),
        **pager_of(page, lambda **at: asked.url(HERE, by="", **at)),
    }
