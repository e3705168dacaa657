"""Approving, changing and withdrawing a programme."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.programme.actions.approve_programme import ProgrammeDetails, approve_programme
from edinstvo.insight.programme.actions.change_programme import change_programme
from edinstvo.insight.programme.actions.withdraw_programme import withdraw_programme
from edinstvo.insight.programme.models import Programme
from edinstvo.insight.programme.queries.standing import owners_for
from edinstvo.insight.programme.web.forms import ProgrammeForm, WithdrawalForm
from edinstvo.insight.programme.web.seen import seen_programme
from edinstvo.insight.programme.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation

_NAMES = ("name", "begins_on", "ends_on", "body", "decision_on", "decision_number")
_FIELDS = {"DaysOutOfOrder": "ends_on", "DayNotCome": "decision_on", "NameTaken": "name", "StagesOutside": "ends_on"}


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def approve(request: Request) -> HttpResponse:
    """Approve a new one; its stages are added afterwards."""
    owners = owners_for(seen_by=request.actor)
    if not owners:
        raise Http404
    form = ProgrammeForm(request.POST or None, owners=owners)
    if form.is_valid():
        try:
            made = approve_programme(
                actor=request.actor, organisation=_owner(form, owners), details=_details(form), at=timezone.now()
            )
        except REFUSALS as refusal:
            refuse(form, refusal, **_FIELDS)
        else:
            messages.success(request, _("The programme is approved. Now add its stages."))
            return redirect("programme:page", programme_id=made.pk)
    context = {"form": form, "owner": owners[0] if len(owners) == 1 else None}
    return render(request, "programme/approve.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def change(request: Request, programme_id: int) -> HttpResponse:
    """Change its words, days and decision."""
    programme = seen_programme(request, programme_id, keeps=True)
    form = ProgrammeForm(
        request.POST or None, initial={name: getattr(programme, name) for name in (*_NAMES, "version")}
    )
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_programme(
                actor=request.actor,
                programme_id=programme_id,
                details=_details(form),
                expected_version=version,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            refuse(form, refusal, **_FIELDS)
        else:
            messages.success(request, _("The programme is changed."))
            return redirect("programme:page", programme_id=programme_id)
    context = {"form": form, "programme": programme}
    return render(request, "programme/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def withdraw(request: Request, programme_id: int) -> HttpResponse:
    """Ask why, then withdraw it."""
    programme = seen_programme(request, programme_id, keeps=True)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        withdraw_programme(
            actor=request.actor, programme_id=programme_id, reason=form.cleaned_data["reason"], at=timezone.now()
        )
        messages.success(request, _("The programme is withdrawn."))
        return redirect("programme:list")
    context = {**_words_of_withdrawing(programme), "form": form, "act_url": request.path}
    context["back_url"] = reverse("programme:page", args=[programme_id])
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _words_of_withdrawing(programme: Programme) -> dict[str, Any]:
    stages = programme.stages.filter(withdrawn_at=None).count()
    said = {"name": programme.name, "stages": stages}
    return {
        "question": _("Withdraw the programme?"),
        "consequences": _(
            "“%(name)s”, stages: %(stages)s. Nobody will see it any more; what was reported is kept in the journal."
        )
        % said,
        "verb": _("Withdraw the programme"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
    }


def _owner(form: ProgrammeForm, owners: list[Organisation]) -> Organisation:
    chosen = form.cleaned_data.get("organisation")
    return next((one for one in owners if str(one.pk) == chosen), owners[0])


def _details(form: ProgrammeForm) -> ProgrammeDetails:
    return ProgrammeDetails(**{name: form.cleaned_data[name] for name in _NAMES})
