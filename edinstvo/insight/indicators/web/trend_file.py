"""The trend as a file: the rows of its table."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tables.model import Cell
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.foundation.ui.figures import number, share_counted, share_said
from edinstvo.foundation.ui.moments import day, day_short
from edinstvo.insight.indicators.actions.export_figures import Figures
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_here
from edinstvo.insight.indicators.web.sheets import KEPT_BACK, Paper, Sheet, Table
from edinstvo.insight.indicators.web.taking import taken
from edinstvo.insight.indicators.web.targets import aims_of
from edinstvo.insight.indicators.web.trend import (
    HERE,
    LABELS_OF_LINES,
    MEMBERS,
    Row,
    days_asked,
    goal_of,
    question_of,
    rows_between,
)
from edinstvo.registry.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
@signed_in
def trend_file(request: Request) -> HttpResponseBase:
    """The question of the address is that of the page."""
    (asked, place), by = asked_here(request), goal_of(request)
    page = question_of(asked, HERE, by)
    if request.method == "GET":
        return back_to_the_button(request, page)
    since, until = days_asked(asked)
    try:
        rows = rows_between(request, asked, place, by, aims=aims_of(request, on=until))
    except StillCounting:
        return redirect(page)
    return taken(
        request,
        figures=Figures.TREND,
        places=[place],
        told={"indicator": by, "since": since.isoformat(), "as_of": until.isoformat()},
        draw=lambda: _sheet(asked, place, by, rows),
    )


def _sheet(asked: Asked, place: Organisation, by: str, rows: list[Row]) -> Sheet:
    since, until = days_asked(asked)
    label, name = str(LABELS_OF_LINES[by]), place.short_name
    headings = [_("Day"), _("On record")]
    if by != MEMBERS:
        headings += [label, _("Per cent"), _("Missing, people")]
    tree = _("as the tree was") if asked.is_then else _("in today's tree")
    return Sheet(
        places=[place],
        title=f"{_('Trend')}: {label}",
        name=_("Trend %(name)s %(day)s") % {"name": name, "day": day_short(until)},
        table=Table([*headings, _("Tree")], [[*_cells(row, by), tree] for row in rows]),
        paper=Paper(
            day=_("from %(since)s to %(until)s") % {"since": day(since), "until": day(until)} + f" ({tree})",
            columns=headings,
            rows=[_printed(row, by) for row in rows],
            note=_("“…” keeps back fewer than five people, or what they could be reckoned from."),
        ),
    )


def _cells(row: Row, by: str) -> list[Cell]:
    if by == MEMBERS:
        return [row.on, _told(row.members)]
    share = None if row.reached is None else share_counted(row.reached, row.members or 0, aims=row.aims)
    return [row.on, _told(row.members), _told(row.reached), "" if share is None else share, _told(row.gap)]


def _told(count: int | None) -> Cell:
    return KEPT_BACK if count is None else count


def _printed(row: Row, by: str) -> list[str]:
    said = [KEPT_BACK if count is None else number(count) for count in (row.members, row.reached, row.gap)]
    on = day_short(row.on)
    if by == MEMBERS:
        return [on, said[0]]
    # The line's own words are in the language of whoever looks at it; a paper is Russian.
    share = KEPT_BACK if row.reached is None else share_said(row.reached, row.members or 0, aims=row.aims, places=1)
    return [on, said[0], said[1], share, said[2]]
