"""Asking for a transfer: by the organisation the member leaves, or by the one that would admit them."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere, TransferWaits, ask_transfer
from edinstvo.registry.members.actions.carry_over import BROUGHT_OF_PERSON, BROUGHT_OF_STAY, TransferDayDoesNotFit
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.models import Membership, Side, Transfer
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.queries.transfers import waiting_of
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.members.web.transfer_forms import AskTransferForm
from edinstvo.registry.members.web.where import choice, chosen
from edinstvo.registry.members.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation

_OF_ADMISSION = {"moves_on": "registered_on"}


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def ask(request: Request, person_id: int) -> HttpResponse:
    """`?q=` are words to find the new organisation by, `?to=` is the id of the one chosen."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    if not seen.current.is_open:
        return redirect("members:page", person_id)
    if waiting := waiting_of(person_id):
        return redirect("members:transfer", waiting.pk)
    target = chosen(request)
    if target is None or target.pk == seen.current.organisation_id:
        return choice(request, seen, template="members/transfer_where.html")
    at_once = request.actor.may(Power.KEEP_MEMBERS, at=target)
    standing = {"to": target.pk, "moves_on": timezone.localdate()}
    form = AskTransferForm(sent(request), initial=standing)
    if form.is_valid() and (asked := _asked(request, seen, target, form)):
        _say(request, asked)
        return redirect("members:page", person_id) if not asked.is_waiting else redirect("members:transfer", asked.pk)
    context = {"form": form, "seen": seen, "person": seen.person, "target": target, "at_once": at_once}
    # As it would be: what stands above this slice says of it what it knows.
    context["asked"] = Transfer(person=seen.person, source=seen.current.organisation, target=target)
    context["due_on"] = answer_by(timezone.localdate())
    return render(request, "members/transfer_ask.html", context, status=422 if form.errors else 200)


def ask_for(request: Request, stay: Membership, target: Organisation, said: dict[str, Any]) -> Transfer:
    """Ask for somebody who is on record elsewhere, told by a form of admission; the one that waits, if one does.

    Raises what `ask_transfer` raises, but for TransferWaits of a transfer to this very organisation.
    """
    on = timezone.localdate()
    try:
        asked = ask_transfer(
            actor=request.actor,
            stay_id=stay.pk,
            target=target,
            asked_by=Side.TARGET,
            application_on=said["application_on"],
            note="",
            moves_on=said["registered_on"] or said["decision_on"] or on,
            due_on=answer_by(on),
            on=on,
            at=timezone.now(),
            brings=_typed(said),
        )
    except TransferWaits as waits:
        if waits.transfer.target_id != target.pk:
            raise
        return waits.transfer
    except TransferDayDoesNotFit as refusal:
        # The form of admission asks for the day under its own name.
        raise TransferDayDoesNotFit(field=_OF_ADMISSION.get(refusal.field, refusal.field)) from refusal
    _say(request, asked)
    return asked


def _typed(said: dict[str, Any]) -> dict[str, str]:
    """What the form of admission says of the member besides."""
    names = (*BROUGHT_OF_STAY, *BROUGHT_OF_PERSON)
    values = {name: said[name] for name in names if said.get(name)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def answer_by(on: date) -> date:
    """The day on which a transfer asked for today happens by itself."""
    return on + timedelta(days=settings.TRANSFER_DAYS)


def _say(request: Request, asked: Transfer) -> None:
    if asked.is_waiting:
        messages.success(request, _("The transfer is asked for. The other organisation sees it and answers."))
    else:
        messages.success(request, _("%(name)s is transferred.") % {"name": asked.person.full_name})


def _asked(request: Request, seen: PersonSeen, target: Organisation, form: AskTransferForm) -> Transfer | None:
    said, on = form.cleaned_data, timezone.localdate()
    try:
        return ask_transfer(
            actor=request.actor,
            stay_id=seen.current.pk,
            target=target,
            asked_by=Side.SOURCE,
            application_on=said["application_on"],
            note=said["note"],
            moves_on=said["moves_on"] or on,
            due_on=answer_by(on),
            on=on,
            at=timezone.now(),
        )
    except TransferWaits as waits:
        return waits.transfer
    except (EndedAlready, OnRecordThere, *REFUSALS) as refusal:
        refuse(form, refusal)
    return None
