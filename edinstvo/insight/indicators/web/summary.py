"""One summary: while it is counted how far it is, then all its figures, and the same as a file."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.insight.indicators.actions.export_figures import Figures
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.structure import Built
from edinstvo.insight.indicators.queries.summaries import works_that_count
from edinstvo.insight.indicators.web.sheets import KINDS
from edinstvo.insight.indicators.web.structure_lines import StructureLine, in_order
from edinstvo.insight.indicators.web.summaries import going_on, seen_summary, summaries_url
from edinstvo.insight.indicators.web.summary_file import sheet_of
from edinstvo.insight.indicators.web.summary_lines import Line, sections_of
from edinstvo.insight.indicators.web.taking import taken
from edinstvo.insight.indicators.web.targets import targets_seen
from edinstvo.registry.organisations.queries.standing import organisations


@require_safe
@signed_in
def summary(request: Request, summary_id: int) -> HttpResponse:
    """All figures once they are counted; why not, where they could not be."""
    one = seen_summary(request, summary_id)
    work = works_that_count([one]).get(one.pk)
    if work is not None and work.state == Work.State.DONE:
        # It was counted between the two statements.
        one = seen_summary(request, summary_id)
    context = {"summary": one, "place": one.organisation, "back_url": summaries_url(one.organisation), "kinds": KINDS}
    context["file_url"] = reverse("indicators:summary-file", args=[one.pk])
    if one.counts is not None:
        context["sections"] = list(sections_of(one, targets=targets_seen(request)))
        context["regions"] = _regions(request, one)
    elif work is not None and not work.is_finished:
        context |= going_on(request, one, work)
    else:
        context["error"] = work.error_text if work else ""
    return render(request, "indicators/summary.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def file(request: Request, summary_id: int) -> HttpResponseBase:
    """The figures as the file of the button that was pressed, after the journal knows."""
    one = seen_summary(request, summary_id)
    if request.method == "GET":
        return back_to_the_button(request, reverse("indicators:summary", args=[one.pk]))
    if one.counts is None:
        raise Http404
    return taken(
        request,
        figures=Figures.SUMMARY,
        places=[one.organisation],
        told={"as_of": one.as_of.isoformat(), "base": one.base.isoformat()},
        draw=lambda: sheet_of(one, _lines(one)),
    )


def _lines(one: Summary) -> list[tuple[str, Line]]:
    return [(str(heading), line) for heading, lines in sections_of(one) for line in lines]


def _regions(request: Request, one: Summary) -> list[StructureLine]:
    """Of the union, which regions had built their structure and what the others lacked."""
    if one.organisation.level is not Level.UNION:
        return []
    built = {row["region_id"]: Built(**row) for row in one.regions}
    seen = organisations(seen_by=request.actor).filter(pk__in=built).order_by("name_key", "pk")
    is_today = one.as_of == timezone.localdate()
    return in_order(StructureLine(region, built[region.pk], is_today) for region in seen)
