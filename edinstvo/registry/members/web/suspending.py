"""Suspending a membership, resuming it, and correcting what was entered of either."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.moments import day
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.correct_suspension import (
    SuspensionDetails,
    correct_suspension,
    take_back_suspension,
)
from edinstvo.registry.members.actions.resume_membership import resume_membership
from edinstvo.registry.members.actions.suspend_membership import suspend_membership
from edinstvo.registry.members.models import Suspension, SuspensionReason
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.life_forms import CorrectSuspensionForm, ResumeForm, SuspendForm
from edinstvo.registry.members.web.life_words import REFUSALS, refuse
from edinstvo.registry.members.web.pages import seen_person, sent

_SHOWN = ("valid_from", "valid_until", "expected_until", "reason", "decision")


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def suspend(request: Request, person_id: int) -> HttpResponse:
    """Ask from which day and why, then suspend."""
    seen = _kept(request, person_id)
    if not seen.current.is_open or seen.current.suspended_on:
        return redirect("members:page", person_id)
    form = SuspendForm(sent(request), initial={"valid_from": timezone.localdate()})
    if form.is_valid():
        try:
            _suspend(request, seen, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The membership is suspended. The member stays on record."))
            return redirect("members:page", person_id)
    said = {"name": seen.person.full_name}
    consequences = _(
        "%(name)s stays on record and is counted; dues are not paid until the membership is resumed. "
        "It goes along with a transfer and ends with the membership."
    )
    return _question(request, seen, form, _("Suspend the membership?"), consequences % said, _("Suspend"))


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def resume(request: Request, person_id: int) -> HttpResponse:
    """Ask from which day, then resume."""
    seen = _kept(request, person_id)
    suspended_on = seen.current.suspended_on
    if suspended_on is None:
        return redirect("members:page", person_id)
    form = ResumeForm(sent(request), initial={"resumed_on": timezone.localdate()})
    if form.is_valid():
        try:
            resume_membership(
                actor=request.actor,
                membership_id=seen.current.pk,
                resumed_on=form.cleaned_data["resumed_on"],
                decision=form.cleaned_data["decision"],
                on=timezone.localdate(),
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The membership is resumed."))
            return redirect("members:page", person_id)
    said = {"name": seen.person.full_name, "day": day(suspended_on)}
    consequences = _("The membership of %(name)s is suspended since %(day)s.") % said
    return _question(request, seen, form, _("Resume the membership?"), consequences, _("Resume"))


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def correct(request: Request, person_id: int, suspension_id: int) -> HttpResponse:
    """Ask how it should have been written, then know that instead; or that it never was."""
    seen = _kept(request, person_id)
    fact = next((one for one in seen.suspensions if one.pk == suspension_id), None)
    if fact is None:
        return redirect("members:page", person_id)
    form = CorrectSuspensionForm(sent(request), initial={name: getattr(fact, name) for name in _SHOWN})
    if form.is_valid():
        try:
            _correct(request, fact, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The suspension is corrected."))
            return redirect("members:page", person_id)
    consequences = _("For what was written wrongly from the beginning. What was known before stays in the history.")
    return _question(request, seen, form, _("Correct the suspension?"), consequences, _("Correct"))


def _suspend(request: Request, seen: PersonSeen, form: SuspendForm) -> None:
    suspend_membership(
        actor=request.actor,
        membership_id=seen.current.pk,
        since=form.cleaned_data["valid_from"],
        expected_until=form.cleaned_data["expected_until"],
        reason=SuspensionReason(form.cleaned_data["reason"]),
        decision=form.cleaned_data["decision"],
        on=timezone.localdate(),
        at=timezone.now(),
    )


def _correct(request: Request, fact: Suspension, form: CorrectSuspensionForm) -> None:
    said, at = form.cleaned_data, timezone.now()
    if said["never_was"]:
        take_back_suspension(actor=request.actor, suspension_id=fact.pk, why=said["why"], at=at)
        return
    details = SuspensionDetails(
        valid_from=said["valid_from"],
        valid_until=said["valid_until"],
        expected_until=said["expected_until"],
        reason=SuspensionReason(said["reason"]),
        decision=said["decision"],
    )
    correct_suspension(
        actor=request.actor, suspension_id=fact.pk, said=details, why=said["why"], on=timezone.localdate(), at=at
    )


def _kept(request: Request, person_id: int) -> PersonSeen:
    """The person, whose present record the actor keeps; else 404."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    return seen


def _question(
    request: Request, seen: PersonSeen, form: Form, question: str, consequences: str, verb: str
) -> HttpResponse:
    context = {
        "question": question,
        "consequences": consequences,
        "form": form,
        "verb": verb,
        "kind": "main",
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": reverse("members:page", args=[seen.person.pk]),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
