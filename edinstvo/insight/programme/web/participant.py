"""One organisation that takes part: the next act first, then each stage with what is reached of what."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.programme.permissions import may_keep, may_report
from edinstvo.insight.programme.queries.standing import stages_of
from edinstvo.insight.programme.queries.states import Standing, standings
from edinstvo.insight.programme.rules import Answer, State
from edinstvo.insight.programme.web.cells import Cell, cell
from edinstvo.insight.programme.web.seen import seen_participant, seen_programme

_URGENT = [State.OVERDUE, State.UNDER_WAY, State.NOT_BEGUN]


@require_safe
@signed_in
def page(request: Request, programme_id: int, inpo: str) -> HttpResponse:
    """The page of the organisation in the programme."""
    programme, today = seen_programme(request, programme_id), timezone.localdate()
    place = seen_participant(request, programme, inpo)
    [line] = standings(stages_of(programme), [place], on=today)
    cells = [cell(one) for one in line]
    reports = may_report(request.actor, place)
    context: dict[str, Any] = {
        "programme": programme,
        "place": place,
        "on": today,
        "cells": cells,
        "done": sum(one.is_done for one in line),
        "next": _next(cells) if reports else None,
        "may_report": reports,
        "may_keep": may_keep(request.actor, programme.organisation),
        "is_alone": not request.actor.may(Power.SEE_ORGANISATIONS, at=programme.organisation),
    }
    return render(request, "programme/participant.html", context)


def _next(cells: list[Cell]) -> Cell | None:
    """What to do next: what was returned, then what is overdue, then what goes on, each in the order of its days."""
    returned = [one for one in cells if _was_returned(one.standing)]
    open_ones = [one for state in _URGENT for one in cells if one.standing.state is state]
    return next(iter([*returned, *open_ones]), None)


def _was_returned(standing: Standing) -> bool:
    return standing.last is not None and standing.last.answer == Answer.RETURNED and not standing.is_done
