"""Programmes, one of them with everybody who takes part, and one stage: who is behind on what."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.programme.models import Programme, Stage, StepReport
from edinstvo.insight.programme.permissions import may_keep
from edinstvo.insight.programme.queries.behind import reminders_of
from edinstvo.insight.programme.queries.standing import (
    owners_for,
    participants,
    programmes,
    stages_of,
    withdrawn_programme,
)
from edinstvo.insight.programme.queries.states import Standing, standings, states_of
from edinstvo.insight.programme.rules import DONE, Answer, State
from edinstvo.insight.programme.web.cells import cell, state_cell
from edinstvo.insight.programme.web.seen import participant_url, seen_programme, seen_stage
from edinstvo.insight.programme.web.words import INDICATORS, goal_in_words
from edinstvo.registry.organisations.queries.standing import heads_of

_WAITING_SHOWN = 20
# Whoever has to be answered or helped comes first.
_ORDER = [State.WAITING, State.OVERDUE, State.UNDER_WAY, State.NOT_BEGUN, State.REACHED, State.CONFIRMED]


@require_safe
@signed_in
def current(request: Request) -> HttpResponse:
    """The one programme that goes on, of one's own organisation or above; of several, or of none, the list."""
    _require_sight(request)
    today = timezone.localdate()
    above = {id_ for head in heads_of(seen_by=request.actor) for id_ in head.chain_ids}
    own = programmes(seen_by=request.actor).filter(organisation__in=above)
    going_on = list(own.filter(begins_on__lte=today, ends_on__gte=today))
    if len(going_on) != 1:
        return _list(request)
    places = participants(going_on[0], seen_by=request.actor)
    if len(places) == 1 and not may_keep(request.actor, going_on[0].organisation):
        return redirect("programme:participant", programme_id=going_on[0].pk, inpo=places[0].inpo)
    return redirect("programme:page", programme_id=going_on[0].pk)


@require_safe
@signed_in
def listed(request: Request) -> HttpResponse:
    """All programmes that somebody sees, the one that begins last first."""
    _require_sight(request)
    return _list(request)


def _list(request: Request) -> HttpResponse:
    found = list(programmes(seen_by=request.actor))
    context = {"programmes": found, "on": timezone.localdate(), "may_approve": bool(owners_for(seen_by=request.actor))}
    return render(request, "programme/list.html", context)


@require_safe
@signed_in
def page(request: Request, programme_id: int) -> HttpResponse:
    """Its stages as a dated line with how many have done each, then everybody; with `?behind` those behind."""
    try:
        programme, today = seen_programme(request, programme_id), timezone.localdate()
    except Http404:
        return _withdrawn(request, programme_id)
    stages, places = stages_of(programme), participants(programme, seen_by=request.actor)
    lines = standings(stages, places, on=today)
    late = [line for line in lines if any(one.state is State.OVERDUE for one in line)]
    shown = late if "behind" in request.GET else sorted(lines, key=_lateness)
    context = {
        "programme": programme,
        "on": today,
        "may_keep": may_keep(request.actor, programme.organisation),
        "steps": [_step(stage, [line[number] for line in lines]) for number, stage in enumerate(stages)],
        "lines": [(line[0].organisation, [cell(one) for one in line], _done(line)) for line in shown if line],
        "behind": len(late),
        "everybody": len(places),
        "is_behind": "behind" in request.GET,
        "waiting": _waiting(lines),
    }
    return render(request, "programme/page.html", context)


def _withdrawn(request: Request, programme_id: int) -> HttpResponse:
    """Whoever comes by an old line of the journal is told what became of it."""
    try:
        found = withdrawn_programme(id=programme_id, seen_by=request.actor)
    except Programme.DoesNotExist:
        raise Http404 from None
    return render(
        request,
        "programme/withdrawn.html",
        {"programme": found, "on": timezone.localdate(found.withdrawn_at)},
        status=410,
    )


@require_safe
@signed_in
def stage_page(request: Request, stage_id: int) -> HttpResponse:
    """One stage: what is asked, and everybody with what they have reached, who waits or is behind first."""
    stage, today = seen_stage(request, stage_id), timezone.localdate()
    places = participants(stage.programme, seen_by=request.actor)
    found = [one for [one] in standings([stage], places, on=today)]
    found.sort(key=lambda one: (_ORDER.index(one.state), -one.gap))
    counts = states_of(found)
    context = {
        "stage": stage,
        "programme": stage.programme,
        "on": today,
        "may_keep": may_keep(request.actor, stage.programme.organisation),
        "goals": _goals(stage),
        "lines": [cell(one) for one in found],
        "counts": [(state_cell(state), counts[state]) for state in _ORDER if counts[state]],
        "done": sum(counts[state] for state in DONE),
        "overdue": counts[State.OVERDUE],
        "reminders": reminders_of(stage),
    }
    return render(request, "programme/stage.html", context)


def _require_sight(request: Request) -> None:
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404


def _goals(stage: Stage) -> list[tuple[Any, str]]:
    """(the indicator, what it has to come to) of each criterion."""
    return [(INDICATORS[one.indicator], goal_in_words(one.asked)) for one in stage.criteria.all()]


def _step(stage: Stage, column: list[Standing]) -> dict[str, Any]:
    """A stage of the dated line: what has to be reached, how many of all have done it, and how many are behind."""
    counts = states_of(column)
    done = sum(counts[state] for state in DONE)
    goals = _goals(stage)
    return {"stage": stage, "goals": goals, "done": done, "of": len(column), "overdue": counts[State.OVERDUE]}


def _done(line: list[Standing]) -> int:
    return sum(one.is_done for one in line)


def _lateness(line: list[Standing]) -> tuple[int, int]:
    """Whoever is behind on most comes first, then whoever has done least."""
    return -sum(one.state is State.OVERDUE for one in line), _done(line)


def _waiting(lines: list[list[Standing]]) -> list[tuple[StepReport, Standing, str]]:
    """The reports that wait for an answer, the oldest first, with where they stand."""
    found = [
        (one.last, one, participant_url(one.stage, one.organisation))
        for line in lines
        for one in line
        if one.last is not None and one.last.answer == Answer.WAITING
    ]
    return sorted(found, key=lambda row: row[0].pk)[:_WAITING_SHOWN]
