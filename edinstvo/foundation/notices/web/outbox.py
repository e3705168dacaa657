"""The outbox: what went out of the branches whose journal one reads, and whether it arrived."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.actions.send_again import NotFailed, send_again
from edinstvo.foundation.notices.actions.send_notice import AddressUnusable, Message, send_notice
from edinstvo.foundation.notices.actions.withhold_notices import WITHHELD
from edinstvo.foundation.notices.models import Channel, Notice, State
from edinstvo.foundation.notices.queries import outbox
from edinstvo.foundation.notices.secrets import words_of
from edinstvo.foundation.notices.sending.ways import leads_out
from edinstvo.foundation.notices.web.forms import OutboxForm, TrialForm
from edinstvo.foundation.notices.web.pager import page_asked, pager_of
from edinstvo.foundation.notices.web.words import CHANNELS, ERRORS, KINDS, STATES
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.people import phone_in_words


@dataclass(frozen=True)
class Nowhere:
    """A place of no organisation: what lies here is of the whole union."""

    region_id: int | None = None
    territory_id: int | None = None
    primary_id: int | None = None


@dataclass(frozen=True)
class Line:
    """One notice as it is shown."""

    notice: Notice
    way: str
    to: str
    state: str
    kind: str
    error: str
    text: str
    may_send_again: bool


@require_safe
@signed_in
def outgoing(request: Request) -> HttpResponse:
    """The newest first; filters by way and by what became of it."""
    if not request.actor.may(Power.READ_JOURNAL):
        raise Http404
    form = OutboxForm(request.GET)
    wanted = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    page = page_asked(request, outbox(seen_by=request.actor).filter(**wanted))
    context = {
        "form": form,
        "kept": wanted,
        "lines": [_line(notice, request.actor) for notice in page.rows],
        "pager": pager_of(page, wanted),
        "shut": [CHANNELS[way] for way in CHANNELS if not leads_out(way)],
        "may_try": _may_try(request.actor),
    }
    return render(request, "notices/outbox.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def again(request: Request, notice_id: int) -> HttpResponse:
    """Send a failed one again; what is on its way already stays there."""
    try:
        send_again(actor=request.actor, notice_id=notice_id, at=timezone.now())
    except Notice.DoesNotExist:
        raise Http404 from None
    except NotFailed:
        messages.info(request, _("The message is on its way already."))
    else:
        messages.success(request, _("The message will be sent again."))
    return redirect("notices:outbox")


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def trial(request: Request) -> HttpResponse:
    """A message to try a way, by whoever answers for the whole union."""
    if not _may_try(request.actor):
        raise Http404
    form = TrialForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            send_notice(actor=request.actor, message=_trial_message(request, form.cleaned_data), at=timezone.now())
        except AddressUnusable:
            form.add_error("address", _("Nothing can be sent there. Check the address."))
        else:
            messages.success(request, _("The message is in the outbox."))
            return redirect("notices:outbox")
    context = {"form": form, "outbox_url": reverse("notices:outbox")}
    return render(request, "notices/trial.html", context, status=422 if form.errors else 200)


def _trial_message(request: Request, wanted: dict[str, Any]) -> Message:
    return Message(
        channel=Channel(wanted["channel"]),
        template="notices/trial",
        address=wanted["address"],
        values={"name": request.actor.name},
        name=request.actor.name,
    )


def _line(notice: Notice, actor: Actor) -> Line:
    is_failed = notice.state == State.FAILED and notice.error != WITHHELD and bool(notice.text)
    return Line(
        notice=notice,
        way=str(CHANNELS[notice.channel]),
        to=phone_in_words(notice.address) if notice.channel == Channel.SMS else notice.address,
        state=str(STATES[notice.state]),
        kind=KINDS[notice.state],
        error=str(ERRORS.get(notice.error, "")) if notice.state != State.SENT else "",
        text=words_of(notice) if _may_read(notice, actor) else "",
        may_send_again=is_failed and actor.may(Power.KEEP_MEMBERS, at=notice),
    )


def _may_read(notice: Notice, actor: Actor) -> bool:
    """A secret is read in a demonstration only, by whoever had it sent: nobody else could have printed it either."""
    return not notice.is_secret or (settings.IS_DEMONSTRATION and notice.sent_by_id == actor.user_id)


def _may_try(actor: Actor) -> bool:
    everywhere = Nowhere()
    return actor.may(Power.MANAGE_ORGANISATIONS, at=everywhere) and actor.may(Power.READ_JOURNAL, at=everywhere)
