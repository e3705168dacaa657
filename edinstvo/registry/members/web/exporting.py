"""Lists as files: ask for one, watch it being made, take it away."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.retention.queries import period_held
from edinstvo.foundation.ui.downloads import back_to_the_button
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.watching import moving_part, watched
from edinstvo.registry.members.actions.ask_export import ask_export
from edinstvo.registry.members.actions.take_export import FileForgotten, take_export
from edinstvo.registry.members.models import Export, FileKind
from edinstvo.registry.members.queries.asked import own, places_for, works_on
from edinstvo.registry.members.queries.exporting import COLUMNS
from edinstvo.registry.members.queries.listing import capped_counts, filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import EXPORTS
from edinstvo.registry.members.web.listing import Asked, asked_of
from edinstvo.registry.members.web.pages import sent, to_be_corrected

_USUAL = ("last_name", "first_name", "middle_name", "birth_date", "organisation", "category", "position")
# What a list of whoever left, came or joined is about is a column of it.
_OF_LEAVERS, _OF_COMERS, _OF_JOINERS = ("ended_on", "end_reason"), ("registered_on",), ("joined_on",)
_SHOWN = 50


class ExportForm(forms.Form):
    """Which columns, which file, what for."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, heading) for name, (_column, heading) in COLUMNS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column")},
    )
    kind = forms.ChoiceField(label=_("File"), choices=FileKind.choices, initial=FileKind.XLSX)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=300,
        help_text=_("It stands in the journal with your name and the number of people."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def ask(request: Request) -> HttpResponse:
    """Ask for columns and a purpose, then start the work."""
    asked = asked_of(request)
    if not places_for(Power.EXPORT_MEMBERS, organisation=asked.place, seen_by=request.actor):
        raise Http404
    if asked.form.is_mistyped:
        return to_be_corrected(request)
    form = ExportForm(sent(request), initial={"columns": _usual(asked.filters)})
    if form.is_valid():
        ask_export(
            actor=request.actor, filters=asked.filters, words=asked.in_full, at=timezone.now(), **form.cleaned_data
        )
        return redirect("members:exports")
    context = {"form": form, "asked": asked, "people": _people(asked), "days": _days_kept()}
    return render(request, "members/ask_export.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def exports_list(request: Request) -> HttpResponse:
    """What the person asked for themselves, and how far it is."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    exports = list(own(Export, seen_by=request.actor).select_related("file")[:_SHOWN])
    works = works_on(exports)
    lines = [_line(request, one, works.get(one.pk)) for one in exports]
    context = {"lines": lines, "is_going_on": any(line["is_going_on"] for line in lines), "days": _days_kept()}
    return render(request, "members/exports.html", context)


@require_GET
@signed_in
def progress(request: Request, export_id: int) -> HttpResponse:
    """How far one of them is by now."""
    export = own(Export, seen_by=request.actor).filter(pk=export_id).first()
    if export is None:
        raise Http404
    return moving_part(request, works_on([export]).get(export.pk), url=_progress_url(export))


@require_http_methods(["GET", "POST"])
@signed_in
def take(request: Request, export_id: int) -> HttpResponseBase:
    """The file, once the journal knows. A foreign one, and one that may no longer be taken, do not exist."""
    if request.method == "GET":
        return back_to_the_button(request, reverse("members:exports"))
    at = timezone.now()
    try:
        file = take_export(actor=request.actor, export_id=export_id, at=at)
    except (Export.DoesNotExist, FileForgotten):
        raise Http404 from None
    answer = FileResponse(default_storage.open(file.key), as_attachment=True, filename=_name(file.name, at))
    answer["Cache-Control"] = "private, no-store"
    return answer


def _usual(filters: Filters) -> tuple[str, ...]:
    """The columns that are chosen until somebody chooses others."""
    has_left = filters.state == "former" or filters.left_from or filters.left_to
    came, joined = filters.came_from or filters.came_to, filters.joined_from or filters.joined_to
    own = [(has_left, _OF_LEAVERS), (came, _OF_COMERS), (joined, _OF_JOINERS)]
    return _USUAL + sum((columns for is_asked, columns in own if is_asked), ())


def _name(stored: str, at: datetime) -> str:
    return f"{_('Union members')} {timezone.localtime(at):%d.%m.%Y}.{stored.rpartition('.')[2]}"


def _people(asked: Asked) -> int:
    """How many there are, up to a thousand."""
    return capped_counts({"all": filtered(filters=asked.filters, on=timezone.localdate(), seen_by=asked.actor)})["all"]


def _line(request: Request, export: Export, work: Work | None) -> dict[str, Any]:
    if work is None or work.is_finished:
        return {"export": export, "work": work, "is_going_on": False}
    return {"export": export, "is_going_on": True, **watched(request, work, url=_progress_url(export))}


def _progress_url(export: Export) -> str:
    return reverse("members:export-progress", args=[export.pk])


def _days_kept() -> int:
    """How long a file is kept, by the table of periods."""
    return period_held(code=EXPORTS, on=timezone.localdate()).least_days or 0
