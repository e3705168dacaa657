"""Who joined online: how many in each organisation by any day, the most first, and the lists of them."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.paging import page_asked
from edinstvo.insight.indicators.queries.online import online_on
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_of, way_up
from edinstvo.insight.indicators.web.beside import kept_back_last, none_alone
from edinstvo.insight.indicators.web.lines import OnlineLine, online_line
from edinstvo.insight.indicators.web.meanings import COUNTS
from edinstvo.insight.indicators.web.paging import page_of, pager_of
from edinstvo.insight.indicators.web.sheets import KINDS
from edinstvo.insight.indicators.web.targets import target_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of

_HERE, _COUNT = "indicators:online", "joined_online"


@require_safe
@signed_in
def online(request: Request) -> HttpResponse:
    """`?organisation=`, and what stands right under it; `?on=` by which day, `?tree=` in which tree."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    asked = asked_of(request)
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "place": asked.place, "kinds": KINDS}
    if asked.place is None:
        context["heads"] = [(one, asked.url(_HERE, place=one)) for one in heads_of(seen_by=request.actor)]
        return render(request, "indicators/online.html", context, status=asked.status)
    context |= _urls(asked)
    try:
        context |= _shown(request, asked, asked.place)
    except StillCounting:
        context["is_counting"] = True
    return render(request, "indicators/online.html", context, status=asked.status)


def _urls(asked: Asked) -> dict[str, str]:
    return {
        "board_url": asked.url(since=""),
        "today_url": asked.url(_HERE, on="", tree="", since=""),
        "then_url": asked.url(_HERE, tree=""),
        "now_url": asked.url(_HERE, tree="today"),
        "file_url": asked.url("indicators:online-file"),
    }


def _shown(request: Request, asked: Asked, place: Organisation) -> dict[str, Any]:
    line, lines = lines_of(request, asked, place)
    told = told_of_online(lines)
    page = page_of([one.organisation for one in told], page_asked(request))
    by_id = {one.organisation.pk: one for one in told}
    return {
        "line": line,
        "below": [by_id[row.pk] for row in page.rows],
        "definition": COUNTS[_COUNT].words,
        "above": way_up(request, asked, _HERE, since=""),
        "silent": len(lines) - len(told),
        "has_few": any(one.is_hidden for one in told),
        "target": target_of(request, _COUNT, on=asked.day.on),
        **pager_of(page, lambda **at: asked.url(_HERE, **at)),
    }


def lines_of(request: Request, asked: Asked, place: Organisation) -> tuple[OnlineLine, list[OnlineLine]]:
    """(the organisation itself, those right under it, all of them: the sum is that of all). Raises StillCounting."""
    head, stood = online_on(place, asked=asked.day, seen_by=request.actor)
    below = none_alone(online_line(asked, one, actor=request.actor) for one in stood)
    return online_line(asked, head, actor=request.actor), below


def told_of_online(lines: Sequence[OnlineLine]) -> list[OnlineLine]:
    """Those with anybody."""
    return kept_back_last(one for one in lines if one.members or one.is_hidden)
