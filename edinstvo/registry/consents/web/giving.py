"""One person's consents: give, take back, mend a slip."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.consents.actions.give_consent import give_consent
from edinstvo.registry.consents.actions.strike_consent import strike_consent
from edinstvo.registry.consents.actions.withdraw_consent import Withdrawal, withdraw_consent
from edinstvo.registry.consents.models import Consent
from edinstvo.registry.consents.queries.standing import ConsentsSeen, consents_seen, text_in_force
from edinstvo.registry.consents.web.asked import kind_of
from edinstvo.registry.consents.web.forms import GiveForm, StrikeForm, WithdrawForm
from edinstvo.registry.consents.web.missing import details_of
from edinstvo.registry.consents.web.words import PERMITS, REFUSALS, refuse, what_follows
from edinstvo.registry.members.models import Person


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def give(request: Request, person_id: int, kind: str) -> HttpResponse:
    """Ask how it was given, then write it down."""
    found, seen = kind_of(kind), kept_person(request, person_id)
    on = timezone.localdate()
    form = GiveForm(request.POST or None, initial={"given_on": on, "channel": "paper"})
    if form.is_valid():
        details = details_of(form.cleaned_data)
        try:
            give_consent(actor=request.actor, person_id=person_id, kind=kind, details=details, on=on, at=timezone.now())
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The consent is entered."))
            return redirect("members:page", person_id)
    context = {
        "form": form,
        "kind": found,
        "person": seen.stay.person,
        "current": of_kind.current if (of_kind := seen.of(kind)) else None,
        "text": text_in_force(kind=kind, on=on),
        "permits": PERMITS[kind],
    }
    return render(request, "consents/give.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def withdraw(request: Request, person_id: int, kind: str) -> HttpResponse:
    """Say what follows, ask how it came, then write it down with everything that follows at once."""
    found, seen = kind_of(kind), kept_person(request, person_id)
    of_kind = seen.of(kind)
    if of_kind is None or of_kind.current is None:
        return redirect("members:page", person_id)
    form = WithdrawForm(request.POST or None, initial={"received_on": timezone.localdate(), "channel": "paper"})
    if form.is_valid() and _withdrawn(request, person_id, kind, form):
        return redirect("members:page", person_id)
    said = {"name": seen.stay.person.full_name, "kind": found.get_code_display()}
    whose = _("%(name)s: “%(kind)s”.") % said
    words = {
        "question": _("Withdraw the consent?"),
        "consequences": f"{whose} {what_follows(kind, found.days)}",
        "verb": _("Withdraw the consent"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
    }
    return _asked(request, person_id, form, words)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def strike(request: Request, consent_id: int) -> HttpResponse:
    """Ask why the entry was a slip, then take it back."""
    row = Consent.objects.select_related("kind").filter(pk=consent_id).first()
    if row is None:
        raise Http404
    seen = kept_person(request, row.person_id)
    if row.known_until is not None:
        return redirect("members:page", row.person_id)
    form = StrikeForm(request.POST or None)
    if form.is_valid():
        on, at, reason = timezone.localdate(), timezone.now(), form.cleaned_data["reason"]
        try:
            strike_consent(actor=request.actor, consent_id=consent_id, reason=reason, on=on, at=at)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The entry is taken back. What was known before stays readable."))
            return redirect("members:page", row.person_id)
    words = {
        "question": _("Take the entry back as a slip?"),
        "consequences": _slip(row, seen.stay.person.full_name),
        "verb": _("Take the entry back"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
    }
    return _asked(request, row.person_id, form, words)


def kept_person(request: Request, person_id: int) -> ConsentsSeen:
    """The person whose present record the actor keeps, or 404."""
    try:
        seen = consents_seen(person_id=person_id, seen_by=request.actor)
    except Person.DoesNotExist:
        raise Http404 from None
    if not request.actor.may(Power.KEEP_MEMBERS, at=seen.stay):
        raise Http404
    return seen


def _slip(row: Consent, name: str) -> str:
    said = {"name": name, "kind": row.kind.get_code_display()}
    if row.withdrawn_on is None:
        return _("%(name)s: “%(kind)s”. It was never given.") % said
    return _("%(name)s: “%(kind)s”. It was never withdrawn, and stands again.") % said


def _withdrawn(request: Request, person_id: int, kind: str, form: WithdrawForm) -> bool:
    withdrawal = Withdrawal(**form.cleaned_data)
    try:
        duty = withdraw_consent(
            actor=request.actor,
            person_id=person_id,
            kind=kind,
            withdrawal=withdrawal,
            on=timezone.localdate(),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal, day_field="received_on")
        return False
    said, to_do = _("The withdrawal is entered."), _("What has to be done stands on the home page.")
    messages.success(request, f"{said} {to_do}" if duty else said)
    return True


def _asked(request: Request, person_id: int, form: Form, words: dict[str, Any]) -> HttpResponse:
    context = {**words, "form": form, "act_url": request.path, "back_url": reverse("members:page", args=[person_id])}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
