"""Letting somebody in: what every way through the door ends with, by password, by link or by letter."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from edinstvo.foundation.access.actions.sign_in import Visit, sign_in
from edinstvo.foundation.access.door import address_of
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.access.second_factor import PASSED, means_of
from edinstvo.foundation.access.web.waiting import hold_at_the_door, wait_no_more

# Under this name the session knows the id of its row.
VISIT = "visit"
# And under this one when a password was shown in it last.
SHOWN_AT = "password_shown_at"
_DEVICE_COOKIE = "device"
_DEVICE_REMEMBERED_FOR = timedelta(days=365)


def arrive(request: HttpRequest, user: User, *, next_url: str) -> HttpResponse:
    """The way on for somebody who has just shown a password, or what stands for one: in, or to the second step."""
    actor = actor_of(user, on=timezone.localdate(), address=address_of(request))
    if not (actor.needs_second_factor or means_of(user).are_set):
        return come_in(request, user, HttpResponseRedirect(next_url))
    hold_at_the_door(request, user, next_url=next_url)
    return redirect("access:second-step")


def come_in(request: HttpRequest, user: User, response: HttpResponse, *, second_step: str = "") -> HttpResponse:
    """Open the session, under a new key and for a fixed time, and answer with the response."""
    now = timezone.now()
    wait_no_more(request)
    login(request, user)
    request.session[SHOWN_AT] = now.isoformat()
    if second_step:
        request.session[PASSED] = second_step
    expires_at = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    # A moment, not a span: whatever is written into the session on the way does not lengthen it.
    request.session.set_expiry(expires_at)
    token = request.COOKIES.get(_DEVICE_COOKIE) or secrets.token_urlsafe(24)
    visit = Visit(
        session_key=request.session.session_key or "",
        device_token=token,
        user_agent=request.headers.get("User-Agent", "").replace("\0", ""),
        address=address_of(request),
        expires_at=expires_at,
    )
    request.session[VISIT] = sign_in(user=user, visit=visit, second_step=second_step, at=now)
    _remember_device(response, token)
    return response


def _remember_device(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        _DEVICE_COOKIE,
        token,
        max_age=_DEVICE_REMEMBERED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
