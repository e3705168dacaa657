"""What is done to a mandate: end, correct, prolong."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.offices.actions.correct_mandate import correct_mandate
from edinstvo.registry.offices.actions.end_mandate import end_mandate
from edinstvo.registry.offices.actions.prolong_mandate import prolong_mandate
from edinstvo.registry.offices.actions.refuse_end import End
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.offices.permissions import require_entering
from edinstvo.registry.offices.queries.standing import mandate as find_mandate
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.offices.web.addresses import offices_address
from edinstvo.registry.offices.web.forms import CorrectForm, EndForm, ProlongForm
from edinstvo.registry.offices.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.queries.standing import chain_of


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def end(request: Request, mandate_id: int) -> HttpResponse:
    """Ask from which day and why, then end."""
    mandate = _kept(request, mandate_id)
    if not mandate.is_open:
        return _told_that_it_ended(request, mandate)
    initial = {"ended_on": timezone.localdate(), "version": mandate.version}
    form = EndForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            end_mandate(
                actor=request.actor,
                mandate_id=mandate_id,
                expected_version=said["version"],
                on=said["ended_on"],
                reason=EndReason(said["reason"]),
                decision=said["decision"],
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            refuse(form, refusal, day_field="ended_on")
        else:
            messages.success(request, _("The mandate is ended. Its powers have ended with it."))
            return redirect(offices_address(mandate.organisation))
    return _asked(request, mandate, form, _words_of_ending(mandate))


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def prolong(request: Request, mandate_id: int) -> HttpResponse:
    """Ask for the new last day of the term."""
    mandate = _kept(request, mandate_id)
    if not mandate.is_open:
        return _told_that_it_ended(request, mandate)
    form = ProlongForm(request.POST or None, initial={"until": mandate.until, "version": mandate.version})
    if form.is_valid():
        said = form.cleaned_data
        version = said.pop("version")
        try:
            prolong_mandate(
                actor=request.actor, mandate_id=mandate_id, expected_version=version, at=timezone.now(), **said
            )
        except REFUSALS as refusal:
            refuse(form, refusal, day_field="until")
        else:
            messages.success(request, _("The term is prolonged."))
            return redirect(offices_address(mandate.organisation))
    return _asked(request, mandate, form, _words_of_prolonging(mandate))


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def correct(request: Request, mandate_id: int) -> HttpResponse:
    """Mend what was written wrongly."""
    mandate = _kept(request, mandate_id)
    names = ("since", "until", "body", "decision_on", "decision_number", "ended_on", "end_reason", "version")
    form = CorrectForm(request.POST or None, initial={name: getattr(mandate, name) for name in names})
    if form.is_valid():
        try:
            _correct(request, mandate_id, dict(form.cleaned_data))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It is corrected. What was known before stays readable."))
            return redirect(offices_address(mandate.organisation))
    context = {"mandate": mandate, "organisation": mandate.organisation, "chain": chain_of(mandate.organisation)}
    return render(request, "offices/correct.html", {**context, "form": form}, status=422 if form.errors else 200)


def _correct(request: Request, mandate_id: int, said: dict[str, Any]) -> None:
    reason, version = said.pop("reason"), said.pop("version")
    end_reason = said.pop("end_reason")
    end = End(ended_on=said.pop("ended_on"), reason=EndReason(end_reason) if end_reason else None)
    correct_mandate(
        actor=request.actor,
        mandate_id=mandate_id,
        expected_version=version,
        details=MandateDetails(**said),
        end=end,
        reason=reason,
        at=timezone.now(),
    )


def _kept(request: Request, mandate_id: int) -> Mandate:
    """The mandate of the address, or 404 where it is not the actor's to keep."""
    try:
        found = find_mandate(id=mandate_id, seen_by=request.actor)
    except Mandate.DoesNotExist:
        raise Http404 from None
    require_entering(request.actor, found.organisation, found.office)
    return found


def _told_that_it_ended(request: Request, mandate: Mandate) -> HttpResponse:
    messages.info(request, _("This mandate has ended already."))
    return redirect(offices_address(mandate.organisation))


def _words_of_ending(mandate: Mandate) -> dict[str, str]:
    said = {"name": mandate.person.full_name, "office": mandate.get_office_display()}
    powers = _("Their next click will find them without the powers of the office.") if mandate.carries_powers else ""
    return {
        "question": _("End the mandate?"),
        "consequences": " ".join([_("%(name)s: %(office)s.") % said, powers]).strip(),
        "verb": _("End the mandate"),
        "busy": _("Ending…"),
        "kind": "danger",
    }


def _words_of_prolonging(mandate: Mandate) -> dict[str, str]:
    said = {"name": mandate.person.full_name, "office": mandate.get_office_display()}
    return {
        "question": _("Prolong the term?"),
        "consequences": _("%(name)s: %(office)s.") % said,
        "verb": _("Prolong the term"),
        "busy": _("Saving…"),
    }


def _asked(request: Request, mandate: Mandate, form: Form, words: dict[str, str]) -> HttpResponse:
    context = {
        **words,
        "form": form,
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": offices_address(mandate.organisation),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
