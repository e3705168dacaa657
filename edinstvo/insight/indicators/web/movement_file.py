"""Who came and went, organisation by organisation, as a file: numbers, no names of people."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day, day_short
from edinstvo.insight.indicators.actions.export_figures import Figures
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_here
from edinstvo.insight.indicators.web.lines import signed
from edinstvo.insight.indicators.web.movement import lines_of_movements
from edinstvo.insight.indicators.web.movement_lines import HERE, MovementLine, Rest, rest_of
from edinstvo.insight.indicators.web.sheets import KEPT_BACK, Paper, Sheet, Table
from edinstvo.insight.indicators.web.taking import taken
from edinstvo.registry.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
@signed_in
def movement_file(request: Request) -> HttpResponseBase:
    """The organisation itself, then those right under it."""
    asked, place = asked_here(request)
    page = asked.url(HERE, by="")
    if request.method == "GET":
        return back_to_the_button(request, page)
    try:
        head, below = lines_of_movements(request, asked, place)
    except StillCounting:
        return redirect(page)
    lines, days = [head, *below], {"since": asked.day.since.isoformat(), "as_of": asked.day.on.isoformat()}
    return taken(
        request,
        figures=Figures.MOVEMENT,
        places=[place],
        told={**days, "organisations": len(lines)},
        draw=lambda: _sheet(asked, place, lines, rest_of(head, below) if below else None),
    )


def _sheet(asked: Asked, place: Organisation, lines: list[MovementLine], rest: Rest | None) -> Sheet:
    since, until = asked.day.since, asked.day.on
    headings = [_("Organisation"), _("INPO"), _("On record"), _("Joined"), _("Left"), _("Difference")]
    told = [_cells(line) for line in lines]
    if rest:
        told.append([_("The organisation itself, and those closed since"), "", "", rest.joined, rest.left, rest.net])
    period = _("from %(since)s to %(until)s") % {"since": day(since), "until": day(until)}
    return Sheet(
        places=[place],
        title=_("Who came and went"),
        name=_("Movement %(name)s %(day)s") % {"name": place.short_name, "day": day_short(until)},
        table=Table(
            [*headings, _("Since"), _("As of"), _("Tree")], [[*cells, since, until, asked.tree_said] for cells in told]
        ),
        paper=Paper(
            day=f"{period} ({asked.tree_said})",
            columns=headings,
            rows=[_printed(cells) for cells in told],
            note=_("Transfers within the union are no joining and no leaving.")
            + " "
            + _("“…” keeps back fewer than five people, or what they could be reckoned from."),
        ),
    )


def _cells(line: MovementLine) -> list[Cell]:
    if line.is_hidden or line.net is None:
        return [line.name_in_file, line.organisation.number, *[KEPT_BACK] * 4]
    return [line.name_in_file, line.organisation.number, line.members, *(cell.reached for cell in line.cells), line.net]


def _printed(cells: list[Cell]) -> list[str]:
    *counts, net = [number(cell) if isinstance(cell, int) else str(cell) for cell in cells]
    return [*counts, signed(cells[-1]) if isinstance(cells[-1], int) else net]
