"""The transfers that concern the actor's branch: the list, the page of one, and the answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.registry.members.actions.close_transfer import refuse_transfer, withdraw_transfer
from edinstvo.registry.members.actions.lock_transfer import TransferClosed
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Side, Transfer
from edinstvo.registry.members.queries import transfers as queries
from edinstvo.registry.members.web.pages import sent
from edinstvo.registry.members.web.transfer_forms import ReleaseForm, WhyForm
from edinstvo.registry.members.web.words import LABELS, REFUSALS, value_in_words
from edinstvo.registry.members.web.words import refuse as say_refusal


@require_safe
@signed_in
def transfers_list(request: Request) -> HttpResponse:
    """Those that wait, the most urgent first; with `?closed` what came of the others, `&before=` is an id."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    is_closed, before = "closed" in request.GET, id_typed(request.GET.get("before", ""))
    found = queries.page_of_transfers(seen_by=request.actor, waiting=not is_closed, before=before)
    lines = [(one, request.actor.may(Power.KEEP_MEMBERS, at=one.answering)) for one in found.rows]
    context = {"lines": lines, "has_more": found.has_more, "is_closed": is_closed, "on": timezone.localdate()}
    context["last"] = found.rows[-1].pk if found.rows else None
    return render(request, "members/transfers.html", context)


@require_safe
@signed_in
def page(request: Request, transfer_id: int) -> HttpResponse:
    """What was asked, by whom, why it waits, and what the actor can do."""
    return render(request, "members/transfer.html", _context(request, _seen(request, transfer_id)))


@require_http_methods(["GET", "POST"])
@signed_in
def release(request: Request, transfer_id: int) -> HttpResponse:
    """Ask from which day, then let the member go over."""
    asked = _waiting(request, transfer_id, lambda one: one.answering)
    if isinstance(asked, HttpResponse):
        return asked
    form = ReleaseForm(sent(request), initial={"moves_on": asked.wanted_on or timezone.localdate()})

    def act() -> None:
        release_member(
            actor=request.actor,
            transfer_id=asked.pk,
            moves_on=form.cleaned_data["moves_on"],
            on=timezone.localdate(),
            at=timezone.now(),
        )

    question = _("Release the member?") if asked.asked_by == Side.TARGET else _("Take the member on record?")
    follows = _("%(name)s leaves the record of “%(source)s” and is on the record of “%(target)s” from that day.")
    verb = _("Release") if asked.asked_by == Side.TARGET else _("Take on record")
    return _answered(request, asked, form, act, question=question, follows=follows, verb=verb, kind="main")


@require_http_methods(["GET", "POST"])
@signed_in
def refuse(request: Request, transfer_id: int) -> HttpResponse:
    """Ask why, then refuse."""
    asked = _waiting(request, transfer_id, lambda one: one.answering)
    if isinstance(asked, HttpResponse):
        return asked
    form = WhyForm(sent(request))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        refuse_transfer(actor=request.actor, transfer_id=asked.pk, reason=reason, at=timezone.now())

    follows = _("%(name)s stays on the record of “%(source)s”. Those who asked read why.")
    return _answered(
        request, asked, form, act, question=_("Refuse the transfer?"), follows=follows, verb=_("Refuse the transfer")
    )


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: Request, transfer_id: int) -> HttpResponse:
    """Ask why, then withdraw."""
    asked = _waiting(request, transfer_id, lambda one: one.asking)
    if isinstance(asked, HttpResponse):
        return asked
    form = WhyForm(sent(request))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        withdraw_transfer(actor=request.actor, transfer_id=asked.pk, reason=reason, at=timezone.now())

    follows = _("%(name)s stays on the record of “%(source)s”. It can be asked for again.")
    return _answered(
        request, asked, form, act, question=_("Withdraw the transfer?"), follows=follows, verb=_("Withdraw")
    )


def _seen(request: Request, transfer_id: int) -> Transfer:
    try:
        return queries.transfer(id=transfer_id, seen_by=request.actor)
    except Transfer.DoesNotExist:
        raise Http404 from None


def _waiting(request: Request, transfer_id: int, side: Callable[[Transfer], Any]) -> Transfer | HttpResponse:
    """The transfer, for whoever keeps that side of it; its page where it waits no more."""
    asked = _seen(request, transfer_id)
    if not request.actor.may(Power.KEEP_MEMBERS, at=side(asked)):
        raise Http404
    if asked.is_waiting:
        return asked
    messages.warning(request, _became(asked))
    return redirect("members:transfer", transfer_id)


def _became(asked: Transfer) -> str:
    """What became of a transfer that waits no more, and why."""
    why = asked.answer or (asked.get_lapsed_because_display() if asked.lapsed_because else "")
    state = str(asked.get_state_display()).lower()
    return _("There is nothing left to answer: %(state)s.") % {"state": f"{state} ({why})" if why else state}


def _context(request: Request, asked: Transfer) -> dict[str, Any]:
    keeps = [side for side in (asked.source, asked.target) if request.actor.may(Power.KEEP_MEMBERS, at=side)]
    is_here = request.actor.may(Power.SEE_MEMBERS, at=asked.source) or asked.new_stay_id is not None
    return {
        "asked": asked,
        "person": asked.person,
        "sees_person": is_here,
        "may_answer": asked.is_waiting and asked.answering in keeps,
        "may_withdraw": asked.is_waiting and asked.asking in keeps,
        "brings": _brought(asked) if asked.target in keeps else [],
        "target_answers": asked.asked_by == Side.SOURCE,
        "on": timezone.localdate(),
    }


def _brought(asked: Transfer) -> list[tuple[str, str]]:
    """(what, value) that goes onto the new record: of no concern to the side that the member leaves."""
    return [(str(LABELS[name]), value_in_words(name, value)) for name, value in asked.brings.items()]


def _answered(
    request: Request,
    asked: Transfer,
    form: forms.Form,
    act: Callable[[], None],
    *,
    question: str,
    follows: str,
    verb: str,
    kind: str = "danger",
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except TransferClosed:
            messages.warning(request, _became(_seen(request, asked.pk)))
            return redirect("members:transfer", asked.pk)
        except REFUSALS as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("members:transfer", asked.pk)
    names = {"source": asked.source.short_name, "target": asked.target.short_name}
    context = {
        "question": question,
        "consequences": follows % {"name": asked.person.full_name, **names},
        "form": form,
        "verb": verb,
        "kind": kind,
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": reverse("members:transfer", args=[asked.pk]),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
