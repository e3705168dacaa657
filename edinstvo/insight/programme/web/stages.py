"""Adding, changing and withdrawing a stage, and reminding those who are behind on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.programme.actions.add_stage import StageDetails, add_stage
from edinstvo.insight.programme.actions.change_stage import change_stage
from edinstvo.insight.programme.actions.remind_behind import NobodyToRemind, RemindedToday, remind_behind
from edinstvo.insight.programme.actions.withdraw_stage import withdraw_stage
from edinstvo.insight.programme.models import Programme, Stage
from edinstvo.insight.programme.queries.behind import Behind, behind_on
from edinstvo.insight.programme.web.forms import StageForm, WithdrawalForm
from edinstvo.insight.programme.web.seen import seen_programme, seen_stage
from edinstvo.insight.programme.web.words import REFUSALS, refuse

_NAMES = ("title", "begins_on", "due_on", "work", "responsible")
_FIELDS = {"DaysOutOfOrder": "due_on", "OutsideProgramme": "begins_on", "NameTaken": "title"}


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def add(request: Request, programme_id: int) -> HttpResponse:
    """Add a stage."""
    programme = seen_programme(request, programme_id, keeps=True)
    form = StageForm(request.POST or None, to_regions=_to_regions(programme))
    if form.is_valid():
        try:
            made = add_stage(actor=request.actor, programme_id=programme_id, details=_details(form), at=timezone.now())
        except REFUSALS as refusal:
            refuse(form, refusal, **_FIELDS)
        else:
            messages.success(request, _("The stage is added."))
            return redirect("programme:stage", stage_id=made.pk)
    return _formed(request, form, programme)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def change(request: Request, stage_id: int) -> HttpResponse:
    """Change a stage."""
    stage = seen_stage(request, stage_id, keeps=True)
    to_regions = _to_regions(stage.programme)
    form = StageForm(request.POST or None, initial=StageForm.initial_of(stage), to_regions=to_regions)
    if form.is_valid():
        version, at = form.cleaned_data["version"] or 0, timezone.now()
        try:
            change_stage(
                actor=request.actor, stage_id=stage_id, details=_details(form), expected_version=version, at=at
            )
        except REFUSALS as refusal:
            refuse(form, refusal, **_FIELDS)
        else:
            messages.success(request, _("The stage is changed."))
            return redirect("programme:stage", stage_id=stage_id)
    return _formed(request, form, stage.programme, stage)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def withdraw(request: Request, stage_id: int) -> HttpResponse:
    """Ask why, then withdraw it."""
    stage = seen_stage(request, stage_id, keeps=True)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        withdraw_stage(actor=request.actor, stage_id=stage_id, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, _("The stage is withdrawn."))
        return redirect("programme:page", programme_id=stage.programme_id)
    context: dict[str, Any] = {
        "question": _("Withdraw the stage?"),
        "consequences": _("“%(title)s”. Nobody will see it any more; what was reported is kept in the journal.")
        % {"title": stage.title},
        "verb": _("Withdraw the stage"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "form": form,
        "act_url": request.path,
        "back_url": reverse("programme:stage", args=[stage_id]),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def remind(request: Request, stage_id: int) -> HttpResponse:
    """Say who would be reminded, and how many, then remind them."""
    stage = seen_stage(request, stage_id, keeps=True)
    today = timezone.localdate()
    if request.method == "POST":
        return _reminded(request, stage)
    late = behind_on(stage, on=today)
    people = sum(len(_others(request, one)) for one in late)
    context = {
        "stage": stage,
        "late": late,
        "reached": [one for one in late if _others(request, one)],
        "unreached": [one for one in late if not _others(request, one)],
        "people": people,
        "reminded": stage.reminders.filter(reminded_on=today).first(),
    }
    return render(request, "programme/remind.html", context)


def _reminded(request: Request, stage: Stage) -> HttpResponse:
    try:
        made = remind_behind(actor=request.actor, stage_id=stage.pk, on=timezone.localdate(), at=timezone.now())
    except RemindedToday:
        messages.warning(request, _("They were reminded today already. Remind them tomorrow, or call them."))
    except NobodyToRemind:
        messages.warning(
            request, _("There is nobody to remind: nobody is behind, or nobody of those behind has a login.")
        )
    else:
        said = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", made.people)
        messages.success(request, said % {"count": made.people})
    return redirect("programme:stage", stage_id=stage.pk)


def _others(request: Request, one: Behind) -> list[int]:
    """Whoever reminds needs no reminder."""
    return [user for user in one.people if user != request.actor.user_id]


def _to_regions(programme: Programme) -> bool:
    return programme.organisation.level is Level.UNION


def _details(form: StageForm) -> StageDetails:
    return StageDetails(criteria=form.criteria(), **{name: form.cleaned_data[name] for name in _NAMES})


def _formed(request: Request, form: StageForm, programme: Programme, stage: Stage | None = None) -> HttpResponse:
    context = {"form": form, "programme": programme, "stage": stage}
    return render(request, "programme/stage_form.html", context, status=422 if form.errors else 200)
