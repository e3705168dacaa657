"""The board: what a branch has reached, today or on a past day, who below is behind, and the way to people and acts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.paging import page_asked
from edinstvo.insight.indicators.queries.board import cursor_below, furthest_behind, standings_of
from edinstvo.insight.indicators.queries.board_on import board_on, places_on
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_of
from edinstvo.insight.indicators.web.beside import none_alone
from edinstvo.insight.indicators.web.lines import line_of, line_on, told_of
from edinstvo.insight.indicators.web.paging import SHOWN, page_of, pager_of
from edinstvo.insight.indicators.web.targets import aims_of
from edinstvo.insight.indicators.web.words import LABELS
from edinstvo.registry.members.rules.people import YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of


@require_safe
@signed_in
def board(request: Request) -> HttpResponse:
    """The board of the organisation of `?organisation=`, by the goal of `?by=`; with several branches one to choose.

    `?on=` asks for a past day, `?tree=today` in today's tree, `?since=` from which day on the movement is counted.
    """
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    asked = asked_of(request)
    if asked.place is None:
        heads = [line_of(asked, one, actor=request.actor) for one in standings_of(heads_of(seen_by=request.actor))]
        return render(request, "indicators/board.html", {"heads": heads})
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "place": asked.place}
    context["movement_url"] = asked.url("indicators:movement", by="")
    context["trend_url"] = asked.url("indicators:trend", since="")
    context["online_url"] = asked.url("indicators:online", since="")
    context["export_url"] = asked.url("indicators:export", since="")
    context["map_url"] = asked.url("indicators:map") if asked.place.level is Level.UNION else ""
    context["summaries_url"] = asked.url("indicators:summaries", by="", on="", tree="", since="")
    context["structure_url"] = _structure_url(asked.place)
    context["young"] = YOUNG_UNTIL
    context["goals"] = [(LABELS[goal], f"{asked.url(by=goal)}#below", goal == asked.by) for goal in asked.goals]
    shown = _today if asked.on is None else _on
    return render(request, "indicators/board.html", context | shown(request, asked, asked.place), status=asked.status)


def _structure_url(place: Organisation) -> str:
    """Where it is said which regions have built their structure; nothing below a region."""
    if place.level is Level.UNION:
        return reverse("indicators:structure")
    is_region = place.level is Level.REGION and place.is_open
    return reverse("indicators:region", args=[place.inpo]) if is_region else ""


def _today(request: Request, asked: Asked, place: Organisation) -> dict[str, Any]:
    found = page_asked(request)
    cursor = None
    if found:
        cursor = cursor_below(id=found[0], above=place, goal=asked.by, back=found[1], seen_by=request.actor)
    page = furthest_behind(place, goal=asked.by, seen_by=request.actor, cursor=cursor, size=SHOWN)
    line, *lines = (line_of(asked, one, actor=request.actor) for one in standings_of([place, *page.rows]))
    aims = aims_of(request, on=asked.today)
    return {
        "line": line.telling(aims),
        "below": none_alone(one.aiming(aims) for one in lines),
        **pager_of(page, asked.url),
        **_movement_today(request, asked, place),
    }


def _movement_today(request: Request, asked: Asked, place: Organisation) -> dict[str, Any]:
    try:
        [stood] = places_on([place], asked=asked.day)
    except StillCounting:
        return {"is_counting": True}
    return {"told": told_of(asked, place, stood.movement, actor=request.actor)}


def _on(request: Request, asked: Asked, place: Organisation) -> dict[str, Any]:
    try:
        head, stood = board_on(place, asked=asked.day, by=asked.by, seen_by=request.actor)
    except StillCounting:
        return {"is_counting": True}
    page = page_of([one.organisation for one in stood], page_asked(request))
    # All of them, on whatever page: the sum is that of all.
    aims = aims_of(request, on=asked.day.on)
    lines = none_alone(line_on(asked, one, actor=request.actor).aiming(aims) for one in stood)
    by_id = {one.organisation.pk: one for one in lines}
    told = told_of(asked, place, head.movement, actor=request.actor)
    line = line_on(asked, head, actor=request.actor).telling(aims)
    return {"line": line, "told": told, "below": [by_id[row.pk] for row in page.rows], **pager_of(page, asked.url)}
