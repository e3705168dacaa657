"""The steps that an organisation sets itself under a stage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.programme.actions.add_own_step import OwnStepDetails, add_own_step
from edinstvo.insight.programme.actions.change_own_step import change_own_step
from edinstvo.insight.programme.actions.withdraw_own_step import withdraw_own_step
from edinstvo.insight.programme.models import OwnStep, Stage
from edinstvo.insight.programme.web.forms import OwnStepForm
from edinstvo.insight.programme.web.seen import participant_url, seen_own_step, seen_participant, seen_stage
from edinstvo.insight.programme.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation

_NAMES = ("title", "due_on", "responsible", "done_on")


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def add(request: Request, stage_id: int, inpo: str) -> HttpResponse:
    """Set a step."""
    stage = seen_stage(request, stage_id)
    place = seen_participant(request, stage.programme, inpo, reports=True)
    form = OwnStepForm(request.POST or None, initial={"due_on": stage.due_on})
    if form.is_valid():
        details, at = _details(form), timezone.now()
        try:
            add_own_step(actor=request.actor, stage_id=stage_id, organisation=place, details=details, at=at)
        except REFUSALS as refusal:
            refuse(form, refusal, DayNotCome="done_on", NameTaken="title")
        else:
            messages.success(request, _("The step is set."))
            return redirect(participant_url(stage, place))
    return _formed(request, form, stage, place)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def change(request: Request, step_id: int) -> HttpResponse:
    """Change a step, or say that it is done."""
    step = seen_own_step(request, step_id)
    form = OwnStepForm(request.POST or None, initial={name: getattr(step, name) for name in (*_NAMES, "version")})
    if form.is_valid():
        version, at = form.cleaned_data["version"] or 0, timezone.now()
        try:
            change_own_step(
                actor=request.actor, step_id=step_id, details=_details(form), expected_version=version, at=at
            )
        except REFUSALS as refusal:
            refuse(form, refusal, DayNotCome="done_on", NameTaken="title")
        else:
            messages.success(request, _("The step is saved."))
            return redirect(participant_url(step.stage, step.organisation))
    return _formed(request, form, step.stage, step.organisation, step)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def withdraw(request: Request, step_id: int) -> HttpResponse:
    """Ask, then withdraw it."""
    step = seen_own_step(request, step_id)
    back = participant_url(step.stage, step.organisation)
    if request.method == "POST":
        withdraw_own_step(actor=request.actor, step_id=step_id, at=timezone.now())
        messages.success(request, _("The step is withdrawn."))
        return redirect(back)
    context = {
        "question": _("Withdraw the step?"),
        "consequences": _("“%(title)s”. It will stand in the journal alone.") % {"title": step.title},
        "verb": _("Withdraw the step"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": back,
    }
    return render(request, "ui/confirm.html", context)


def _details(form: OwnStepForm) -> OwnStepDetails:
    return OwnStepDetails(**{name: form.cleaned_data[name] for name in _NAMES})


def _formed(
    request: Request, form: OwnStepForm, stage: Stage, place: Organisation, step: OwnStep | None = None
) -> HttpResponse:
    context = {"form": form, "stage": stage, "programme": stage.programme, "place": place, "step": step}
    context["back_url"] = participant_url(stage, place)
    return render(request, "programme/own_step.html", context, status=422 if form.errors else 200)
