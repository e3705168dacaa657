"""Who joined online, organisation by organisation, as a file: numbers, no names of people."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_short
from edinstvo.insight.indicators.actions.export_figures import Figures
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_here
from edinstvo.insight.indicators.web.lines import OnlineLine
from edinstvo.insight.indicators.web.online import lines_of, told_of_online
from edinstvo.insight.indicators.web.sheets import KEPT_BACK, Paper, Sheet, Table
from edinstvo.insight.indicators.web.taking import taken
from edinstvo.registry.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
@signed_in
def online_file(request: Request) -> HttpResponseBase:
    """The organisation itself, then those right under it that have anybody, all of them."""
    asked, place = asked_here(request)
    page = asked.url("indicators:online")
    if request.method == "GET":
        return back_to_the_button(request, page)
    try:
        head, below = lines_of(request, asked, place)
    except StillCounting:
        return redirect(page)
    lines = [head, *told_of_online(below)]
    return taken(
        request,
        figures=Figures.ONLINE,
        places=[place],
        told={"as_of": asked.day.on.isoformat(), "organisations": len(lines)},
        draw=lambda: _sheet(asked, place, lines),
    )


def _sheet(asked: Asked, place: Organisation, lines: list[OnlineLine]) -> Sheet:
    title, on = _("Joined online"), asked.day.on
    headings = [_("Organisation"), _("INPO"), title, _("As of"), _("Tree")]
    told: list[list[Cell]] = [[line.name_in_file, line.organisation.number, _cell(line)] for line in lines]
    return Sheet(
        places=[place],
        title=title,
        name=_("Joined online %(name)s %(day)s") % {"name": place.short_name, "day": day_short(on)},
        table=Table(headings, [[*cells, on, asked.tree_said] for cells in told]),
        paper=Paper(
            day=asked.day_said,
            columns=headings[:3],
            rows=[[line.name_in_file, line.organisation.number, _printed(line)] for line in lines],
            note=_("Organisations without anybody who joined online are left out. ")
            + _("“…” keeps back fewer than five people, or what they could be reckoned from."),
        ),
    )


def _cell(line: OnlineLine) -> Cell:
    return KEPT_BACK if line.is_hidden else line.members


def _printed(line: OnlineLine) -> str:
    return KEPT_BACK if line.is_hidden else number(line.members)
