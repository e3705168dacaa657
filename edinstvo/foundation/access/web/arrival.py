"""Letting somebody in: what every way through the door ends with, by password, by link or by letter."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from edinstvo.foundation.access.actions.sign_in import Visit, sign_in
from edinstvo.foundation.access.door import address_of
from edinstvo.foundation.access.models import User

# Under this name the session knows the id of its row.
VISIT = "visit"
_DEVICE_COOKIE = "device"
_DEVICE_REMEMBERED_FOR = timedelta(days=365)


def arrive(request: HttpRequest, user: User, *, next_url: str) -> HttpResponseBase:
    """The way on for somebody who has just proved who they are by a password or by what stands for one."""
    return come_in(request, user, HttpResponseRedirect(next_url))


def come_in(request: HttpRequest, user: User, response: HttpResponse, *, second_step: str = "") -> HttpResponse:
    """Open the session, under a new key and for a fixed time, and answer with the response."""
    now = timezone.now()
    login(request, user)
    expires_at = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    # A moment, not a span: whatever is written into the session on the way does not lengthen it.
    request.session.set_expiry(expires_at)
    token = request.COOKIES.get(_DEVICE_COOKIE) or secrets.token_urlsafe(24)
    visit = Visit(
        session_key=request.session.session_key or "",
        device_token=token,
        user_agent=request.headers.get("User-Agent", ""),
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
