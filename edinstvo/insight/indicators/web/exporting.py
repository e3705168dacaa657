"""The board as a file: the organisations right under the place, or all below it, with goals, day and tree."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tables.model import Cell as TableCell
from edinstvo.foundation.ui.figures import number, share_counted, share_said
from edinstvo.foundation.ui.moments import day_short
from edinstvo.insight.indicators.actions.export_figures import Figures, export_figures
from edinstvo.insight.indicators.queries.board import Standing, all_below, furthest_behind, standings_of
from edinstvo.insight.indicators.queries.board_on import board_on
from edinstvo.insight.indicators.queries.past import StillCounting
from edinstvo.insight.indicators.web.asking import Asked, asked_here
from edinstvo.insight.indicators.web.beside import none_alone
from edinstvo.insight.indicators.web.lines import Cell, Line, line_of, line_on
from edinstvo.insight.indicators.web.sheets import KEPT_BACK, KINDS, Kind, Paper, Sheet, Table, file_of
from edinstvo.insight.indicators.web.targets import aims_of
from edinstvo.insight.indicators.web.words import LABELS, LACKING
from edinstvo.registry.organisations.models import Organisation

# More than any organisation has right under it.
_ALL = 100_000
RIGHT_BELOW, ALL_BELOW = "right", "all"
_DEPTHS = {
    RIGHT_BELOW: gettext_lazy("those right under it"),
    ALL_BELOW: gettext_lazy("all below it, down to the last one"),
}
# Deeper than any tree of the charter.
_DEEPEST = 10


class ExportForm(forms.Form):
    """Which file, and how deep it goes."""

    kind = forms.ChoiceField(label=gettext_lazy("File"), choices=list(KINDS.items()), initial=Kind.XLSX)
    depth = forms.ChoiceField(label=gettext_lazy("Organisations"), choices=list(_DEPTHS.items()), initial=RIGHT_BELOW)

    def __init__(self, *args: Any, is_of_union: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of the union everything would be tens of thousands of rows: region by region then.
        if is_of_union:
            del self.fields["depth"]


@require_http_methods(["GET", "POST"])
@signed_in
def export(request: Request) -> HttpResponseBase:
    """Ask for which file; answer with it, after the journal knows."""
    asked, place = asked_here(request)
    sent = request.POST if request.method == "POST" else None
    form = ExportForm(sent, is_of_union=place.level is Level.UNION)
    context: dict[str, Any] = {"form": form, "asked": asked, "place": place}
    try:
        if form.is_valid():
            return _file(request, asked, place, **form.cleaned_data)
    except StillCounting:
        context["is_counting"] = True
    return render(request, "indicators/export.html", context, status=422 if form.errors else 200)


def _file(request: Request, asked: Asked, place: Organisation, kind: str, depth: str = RIGHT_BELOW) -> HttpResponseBase:
    aims = aims_of(request, on=asked.day.on)
    lines = [one.aiming(aims) for one in _lines(request, asked, place, is_deep=depth == ALL_BELOW)]
    answer = file_of(kind, draw=lambda: _sheet(asked, place, lines))
    export_figures(
        actor=request.actor,
        organisation=place,
        figures=Figures.BOARD,
        kind=kind,
        told={"as_of": asked.day.on.isoformat(), "organisations": len(lines)},
        at=timezone.now(),
    )
    return answer


def _sheet(asked: Asked, place: Organisation, lines: list[Line]) -> Sheet:
    return Sheet(
        places=[place],
        title=_("Indicators"),
        name=_("Indicators %(name)s %(day)s") % {"name": place.short_name, "day": day_short(asked.day.on)},
        table=_table(asked, lines),
        paper=_paper(asked, lines),
    )


def _lines(request: Request, asked: Asked, place: Organisation, *, is_deep: bool) -> Iterator[Line]:
    """The place itself, then those below it, the widest gap first."""
    if asked.on is not None:
        levels = _DEEPEST if is_deep else 1
        head, stood = board_on(place, asked=asked.day, by=asked.by, seen_by=request.actor, levels=levels)
        yield line_on(asked, head, actor=request.actor)
        yield from none_alone(line_on(asked, one, actor=request.actor) for one in stood)
        return
    below = all_below(place, seen_by=request.actor) if is_deep else _right_below(request, asked, place)
    head_now, *standings = standings_of([place, *below])
    standings.sort(key=lambda one: -one.gap(asked.by))
    yield line_of(asked, head_now, actor=request.actor)
    yield from none_alone(line_of(asked, one, actor=request.actor, above=_above(one)) for one in standings)


def _above(standing: Standing) -> str:
    parent = standing.organisation.parent
    return parent.short_name if parent else ""


def _right_below(request: Request, asked: Asked, place: Organisation) -> list[Organisation]:
    rows = furthest_behind(place, goal=asked.by, seen_by=request.actor, size=_ALL).rows
    for row in rows:
        row.parent = place
    return rows


def _table(asked: Asked, lines: list[Line]) -> Table:
    headings = [_("Organisation"), _("INPO"), _("Stands under"), _("On record")]
    for goal in asked.goals:
        headings += [str(LABELS[goal]), f"{LABELS[goal]}, %", str(LACKING[goal])]
    return Table([*headings, _("As of"), _("Tree")], rows_of(asked, lines))


def rows_of(asked: Asked, lines: list[Line]) -> Iterator[list[TableCell]]:
    """The rows of the table, with the numbers that may be told."""
    on, tree = asked.day.on, asked.tree_said
    # What stands under it names it as it is named itself.
    names = {line.organisation.pk: line.name_in_file for line in lines}
    for line in lines:
        row: list[TableCell] = [
            line.name_in_file,
            line.organisation.number,
            names.get(line.above_id or 0, line.above) if line.above else "",
            KEPT_BACK if line.is_hidden else line.members,
        ]
        for cell in line.cells:
            row += _of_goal(cell)
        yield [*row, on, tree]


def _of_goal(cell: Cell) -> list[TableCell]:
    if cell.is_hidden:
        return [KEPT_BACK, "", KEPT_BACK]
    share = share_counted(cell.reached, cell.reached + cell.gap, aims=cell.aims)
    return [cell.reached, "" if share is None else share, cell.gap]


def _paper(asked: Asked, lines: list[Line]) -> Paper:
    rows = [
        [
            line.name_in_file,
            KEPT_BACK if line.is_hidden else number(line.members),
            *(_on_paper(cell) for cell in line.cells),
        ]
        for line in lines
    ]
    return Paper(
        day=asked.day_said,
        columns=[_("Organisation"), _("On record"), *(str(LABELS[goal]) for goal in asked.goals)],
        rows=rows,
        note=_(
            "In each column: how many members, how many per cent of all on record, how many are missing. "
            "“…” keeps back fewer than five people, or what they could be reckoned from."
        ),
    )


def _on_paper(cell: Cell) -> str:
    if cell.is_hidden:
        return KEPT_BACK
    share = share_said(cell.reached, cell.reached + cell.gap, aims=cell.aims, places=1)
    return f"{number(cell.reached)}\n{share}" + (f"\n−{number(cell.gap)}" if cell.gap else "")
