"""Whoever keeps the programme accepts a report or returns it; the file that came with it opens to those who see it."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.programme.actions.accept_step import accept_step
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready
from edinstvo.insight.programme.actions.return_step import return_step
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.web.forms import ReturnForm
from edinstvo.insight.programme.web.seen import participant_url, seen_report
from edinstvo.insight.programme.web.words import REFUSALS, refuse


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def accept(request: Request, report_id: int) -> HttpResponse:
    """Show what was reported, then accept it."""
    held = _kept(request, report_id)
    back = participant_url(held.stage, held.organisation)
    if request.method == "POST":
        try:
            accept_step(actor=request.actor, report_id=report_id, at=timezone.now())
        except AnsweredAlready:
            messages.warning(request, _("The report waits for no answer any more: look what became of it."))
        else:
            messages.success(request, _("The report is accepted. They are told of it."))
        return redirect(back)
    context = {
        "question": _("Accept the report?"),
        "consequences": _consequences(held),
        "verb": _("Accept the report"),
        "busy": _("Saving…"),
        "kind": "main",
        "way_out": _("Look once more"),
        "act_url": request.path,
        "back_url": back,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def give_back(request: Request, report_id: int) -> HttpResponse:
    """Ask what has to be mended, then return it."""
    held = _kept(request, report_id)
    back, form = participant_url(held.stage, held.organisation), ReturnForm(request.POST or None)
    if form.is_valid():
        try:
            return_step(actor=request.actor, report_id=report_id, remark=form.cleaned_data["remark"], at=timezone.now())
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The report is returned. They are told what has to be mended."))
            return redirect(back)
    context = {
        "question": _("Return the report?"),
        "consequences": _("%(name)s: “%(title)s”. They are told what you write, and report anew.") % _said(held),
        "verb": _("Return the report"),
        "busy": _("Saving…"),
        "kind": "main",
        "form": form,
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": back,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def file(request: Request, report_id: int) -> HttpResponseBase:
    """The file of a report, for whoever sees how far the organisation has come."""
    held = seen_report(request, report_id)
    if held.file is None:
        raise Http404
    answer = FileResponse(default_storage.open(held.file.key), as_attachment=True, filename=held.file_name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _kept(request: Request, report_id: int) -> StepReport:
    held = seen_report(request, report_id)
    require_keeping(request.actor, held.stage.programme)
    return held


def _consequences(held: StepReport) -> str:
    if held.stage.criteria.exists():
        said = _("%(name)s: “%(title)s”. Figures alone say whether the stage is reached; they are told of the answer.")
        return said % _said(held)
    return _("%(name)s: “%(title)s”. The stage is confirmed by it; they are told.") % _said(held)


def _said(held: StepReport) -> dict[str, str]:
    return {"name": held.organisation.short_name, "title": held.stage.title}
