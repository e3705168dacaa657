"""The trend: one goal of one organisation since any day, as a line and as a table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import number, share_said
from edinstvo.foundation.ui.moments import day_plain
from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, Tree
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.queries.trend import standings_on_days
from edinstvo.insight.indicators.rules import days_of_line
from edinstvo.insight.indicators.web.asking import Asked, asked_here
from edinstvo.insight.indicators.web.drawing import Dot, Drawing, drawn
from edinstvo.insight.indicators.web.lines import FEWEST
from edinstvo.insight.indicators.web.sheets import KINDS
from edinstvo.insight.indicators.web.targets import Aim, Aims, aims_of
from edinstvo.insight.indicators.web.words import COUNTED, LABELS
from edinstvo.registry.organisations.models import Organisation

# A line of people, beside those of shares.
MEMBERS = "members"
LABELS_OF_LINES = {MEMBERS: gettext_lazy("On record"), **LABELS}
_COUNTED = {MEMBERS: gettext_lazy("members on record"), **COUNTED}
_GOALS = (MEMBERS, *DATED_GOALS)
HERE = "indicators:trend"
_WIDTHS = {"wide": 640, "narrow": 296}


@dataclass(frozen=True)
class Row:
    """A day of the table; None where a number is not told to those who do not see the people."""

    on: date
    url: str
    members: int | None
    reached: int | None
    gap: int | None
    value: float | None
    said: str
    aims: tuple[float, ...] = ()


@require_safe
@signed_in
def trend(request: Request) -> HttpResponse:
    """`?organisation=`, `?by=` which goal, `?since=` and `?on=` between which days, `?tree=` in which tree."""
    asked, place = asked_here(request)
    by = goal_of(request)
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "place": place, "by": by, "kinds": KINDS}
    context["fields"] = [asked.form["since"], asked.form["on"]]
    context["file_url"] = question_of(asked, "indicators:trend-file", by)
    context |= {"label": LABELS_OF_LINES[by], "definition": _COUNTED[by], "is_share": by != MEMBERS}
    context["goals"] = [(LABELS_OF_LINES[one], question_of(asked, HERE, one), one == by) for one in _GOALS]
    context["then_url"], context["now_url"] = (
        asked.url(HERE, by=by, tree="then"),
        asked.url(HERE, by=by, tree="today"),
    )
    try:
        context |= _shown(request, asked, place, by)
    except StillCounting:
        context["is_counting"] = True
    return render(request, "indicators/trend.html", context, status=asked.status)


def question_of(asked: Asked, page: str, by: str) -> str:
    """The same question elsewhere; a line has a tree until today, too."""
    return asked.url(page, by=by, tree="" if asked.is_then else Tree.TODAY)


def goal_of(request: Request) -> str:
    """The goal of the address; the first one where it names none."""
    by = request.GET.get("by", "")
    return by if by in _GOALS else DATED_GOALS[0]


def days_asked(asked: Asked) -> tuple[date, date]:
    """(since, until)."""
    until = asked.on or asked.today
    return asked.since if "since" in asked.kept else a_year_before(until), until


def rows_between(request: Request, asked: Asked, place: Organisation, by: str, *, aims: Aims) -> list[Row]:
    """A row for each day of the line; no share comes to its aim by rounding alone. Raises StillCounting."""
    standings = standings_on_days(place, days=days_of_line(*days_asked(asked)), tree=asked.tree)
    may_see = request.actor.may(Power.SEE_MEMBERS, at=place)
    aim = aims.of_all.get(by)
    shares = (aim.share,) if aim else ()
    return [_row(asked, standing, day, by, may_see, shares) for day, standing in standings.items()]


def _shown(request: Request, asked: Asked, place: Organisation, by: str) -> dict[str, Any]:
    since, until = days_asked(asked)
    aims = aims_of(request, on=until)
    rows = rows_between(request, asked, place, by, aims=aims)
    target = aims.of_all.get(by)
    drawings = {name: _drawing(rows, by, width, target) for name, width in _WIDTHS.items()}
    return {
        "rows": rows,
        "since": since,
        "until": until,
        "target": target,
        "beside": aims.beside(by),
        "drawings": drawings,
        **_sentence(rows, by, target),
    }


def a_year_before(until: date) -> date:
    """The end of the same month a year ago: with the ends of the months since it makes thirteen days."""
    first = date(until.year - 1, until.month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _drawing(rows: list[Row], by: str, width: int, target: Aim | None) -> Drawing:
    dots = [Dot(row.on, row.value) for row in rows]
    said = [row.said for row in rows]
    share = target.share if target else None
    return drawn(dots, width=width, said=said, is_percent=by != MEMBERS, target=share)


def _row(asked: Asked, standing: Standing, day: date, by: str, may_see: bool, aims: tuple[float, ...]) -> Row:
    url, members = asked.url(on=day.isoformat(), since=""), standing.members
    if not may_see and 0 < members < FEWEST:
        return Row(day, url, None, None, None, None, "…")
    if by == MEMBERS:
        return Row(day, url, members, members, 0, members, number(members))
    reached, gap, share = standing.reached[by], standing.gap(by), standing.percent(by)
    if not may_see and any(0 < people < FEWEST for people in (reached, gap)):
        return Row(day, url, members, None, None, None, "…")
    said = share_said(reached, members, aims=aims, places=1)
    return Row(day, url, members, reached, gap, share, said, aims)


def _sentence(rows: list[Row], by: str, target: Aim | None) -> dict[str, str]:
    """What the line shows, for those who do not see it."""
    first, last = rows[0], rows[-1]
    told = _("%(label)s: %(first)s on %(since)s, %(last)s on %(until)s") % {
        "label": LABELS_OF_LINES[by],
        "first": first.said,
        "since": day_plain(first.on),
        "last": last.said,
        "until": day_plain(last.on),
    }
    return {"sentence": told + (_("; the target is %(share)s") % {"share": target.said} if target else "")}
