"""An organisation reports a step with its evidence, or takes the report back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready
from edinstvo.insight.programme.actions.report_step import StepDetails, report_step
from edinstvo.insight.programme.actions.take_back_report import take_back_report
from edinstvo.insight.programme.models import Stage
from edinstvo.insight.programme.permissions import require_reporting
from edinstvo.insight.programme.rules import Answer
from edinstvo.insight.programme.web.forms import MOST_BYTES, ReportForm
from edinstvo.insight.programme.web.seen import participant_url, seen_participant, seen_report, seen_stage
from edinstvo.insight.programme.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def report(request: Request, stage_id: int, inpo: str) -> HttpResponse:
    """What was done, when, and what shows it; after a return the words of the last report stand in the form."""
    stage = seen_stage(request, stage_id)
    place = seen_participant(request, stage.programme, inpo, reports=True)
    last = stage.reports.filter(organisation=place, answer=Answer.RETURNED).order_by("-pk").first()
    known = {"text": last.text, "link": last.link, "done_on": last.done_on} if last else {}
    initial = {"done_on": timezone.localdate(), **known}
    is_sent = request.method == "POST"
    form = ReportForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    if form.is_valid() and _reported(request, stage, place, form):
        messages.success(request, _("The step is reported. Whoever keeps the programme looks at it and answers."))
        return redirect(participant_url(stage, place))
    context = {"form": form, "stage": stage, "programme": stage.programme, "place": place, "last": last}
    context |= {"file_lost": bool(form.errors) and bool(request.FILES), "back_url": participant_url(stage, place)}
    return render(request, "programme/report.html", context, status=422 if form.errors else 200)


def _reported(request: Request, stage: Stage, place: Organisation, form: ReportForm) -> bool:
    said, at = dict(form.cleaned_data), timezone.now()
    sent = said.pop("file")
    stored = sent and store_file(
        actor=request.actor, name=sent.name, chunks=sent.chunks(), at=at, most_bytes=MOST_BYTES
    )
    try:
        report_step(
            actor=request.actor,
            stage_id=stage.pk,
            organisation=place,
            details=StepDetails(**said),
            file=stored or None,
            at=at,
        )
    except REFUSALS as refusal:
        if stored:
            forget_file(file=stored)
        refuse(form, refusal, DayNotCome="done_on")
        return False
    return True


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def take_back(request: Request, report_id: int) -> HttpResponse:
    """Ask, then take a report back that nobody has answered."""
    held = seen_report(request, report_id)
    require_reporting(request.actor, held.organisation)
    back = participant_url(held.stage, held.organisation)
    if request.method == "POST":
        try:
            take_back_report(actor=request.actor, report_id=report_id, at=timezone.now())
        except AnsweredAlready:
            messages.warning(request, _("The report is answered already: look what became of it."))
        else:
            messages.success(request, _("The report is taken back. You may report the step anew."))
        return redirect(back)
    context = {
        "question": _("Take the report back?"),
        "consequences": _("“%(title)s”. It will wait for no answer; you may report the step anew.")
        % {"title": held.stage.title},
        "verb": _("Take it back"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": back,
    }
    return render(request, "ui/confirm.html", context)
