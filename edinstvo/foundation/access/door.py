"""The door of a request: who acts, from where, on which day."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import NOBODY, Actor, PowerMissing
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.network import client_address
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.access.second_factor import PASSED
from edinstvo.foundation.access.sight import sight_of

P = ParamSpec("P")
# Whoever only looks waits no longer for one answer of the database: a question that walks through the whole union may
# take minutes, and everybody else would wait for the process that it holds. What changes runs to its end (ADR 0029).
PATIENCE = timedelta(seconds=15)


class Request(HttpRequest):
    """A request after the door: it knows its actor. `htmx` is set by django-htmx."""

    actor: Actor
    htmx: Any


class ActorMiddleware:
    """Builds the actor once for every request and answers a missing power as a missing page.

    A stranger's object is 404, not 403: its existence is nobody's business.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor_behind(request)  # type: ignore[attr-defined]  # Request declares it
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> None:
        """Turn PowerMissing into 404 before anything else sees it."""
        if isinstance(exception, PowerMissing):
            raise Http404 from exception


def signed_in(
    page: Callable[Concatenate[Request, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only signed-in people onto the page, with sight of their branches; everybody else signs in first."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.is_signed_in:  # type: ignore[attr-defined]  # set by ActorMiddleware
            _tell_of_the_end(request)
            return redirect_to_login(request.get_full_path())
        patience = PATIENCE if request.method in ("GET", "HEAD") else None
        with sight_of(request.actor, patience=patience):  # type: ignore[attr-defined]  # as above
            return page(request, *args, **kwargs)  # type: ignore[arg-type]  # a Request from here on

    return guarded


def address_of(request: HttpRequest) -> str:
    """The network address a request came from, the proxies of EDINSTVO_PROXIES left out."""
    remote, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
    return client_address(remote=remote, forwarded=forwarded, proxies=settings.PROXIES)


def _tell_of_the_end(request: HttpRequest) -> None:
    """Say why a page is not open to somebody who was signed in a moment ago, most of all when they sent a form."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.is_empty():
        return
    if request.method == "POST":
        messages.warning(
            request, _("Your session has ended, and what you sent was not taken. Sign in and send it again")
        )
    else:
        messages.warning(request, _("Your session has ended. Sign in again"))


def _actor_behind(request: HttpRequest) -> Actor:
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    actor = actor_of(user, on=timezone.localdate(), address=address_of(request))
    # Whoever was given such a role in the middle of a session signs in anew, in two steps.
    return NOBODY if actor.needs_second_factor and PASSED not in request.session else actor
