"""Security of one's own login: where it is signed in, and the end of it there."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from edinstvo.foundation.access.actions.end_other_sessions import end_other_sessions
from edinstvo.foundation.access.actions.end_session import SessionOver, end_session
from edinstvo.foundation.access.devices import device_named_by
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import Passkey, User
from edinstvo.foundation.access.queries import sessions_of
from edinstvo.foundation.access.second_factor import means_of


@dataclass(frozen=True)
class SessionLine:
    """One line of the list; `is_here` marks the session in which the page is read."""

    id: int
    device: str
    address: str
    signed_in_at: datetime
    last_seen_at: datetime
    is_here: bool


@never_cache
@require_safe
@signed_in
def security_page(request: Request) -> HttpResponse:
    """What the second step is made with, and where the person is signed in."""
    lines = _sessions(request)
    user = User.objects.get(pk=request.actor.user_id or 0)
    context = {
        "sessions": lines,
        "has_others": any(not line.is_here for line in lines),
        "actor": request.actor,
        "means": means_of(user),
        "passkeys": Passkey.objects.filter(user=user).order_by("pk"),
    }
    return render(request, "access/security.html", context)


@require_POST
@signed_in
def end_session_page(request: Request, session_id: int) -> HttpResponseRedirect:
    """End one session; one that is over already is told so."""
    try:
        end_session(actor=request.actor, session_id=session_id, at=timezone.now())
    except SessionOver:
        messages.info(request, _("That session was over already"))
    else:
        messages.success(request, _("The session is ended: that device is signed out"))
    return redirect("access:security")


@require_POST
@signed_in
def end_others_page(request: Request) -> HttpResponseRedirect:
    """End all sessions but this one."""
    key = request.session.session_key or ""
    count = end_other_sessions(actor=request.actor, session_key=key, at=timezone.now())
    if count:
        words = ngettext("%(count)d session is ended", "%(count)d sessions are ended", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("You are signed in nowhere else"))
    return redirect("access:security")


def _sessions(request: Request) -> list[SessionLine]:
    here = token_hash(request.session.session_key or "")
    return [
        SessionLine(
            id=one.pk,
            device=device_named_by(one.user_agent) or _("An unknown device"),
            address=one.address,
            signed_in_at=one.signed_in_at,
            last_seen_at=one.last_seen_at,
            is_here=one.key_hash == here,
        )
        for one in sessions_of(at=timezone.now(), seen_by=request.actor)
    ]
