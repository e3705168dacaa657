"""Who may change a second factor: somebody who has just shown the password, in the house or half-way into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, address_of
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.second_factor import PASSED, means_of
from edinstvo.foundation.access.web.arrival import SHOWN_AT, come_in
from edinstvo.foundation.access.web.waiting import waiting_at

P = ParamSpec("P")
# A page left open is no leave to change what one signs in with.
FRESH_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Comer:
    """`is_arriving`: the password was right, and no second factor is set up yet, so it is done before coming in."""

    user: User
    actor: Actor
    is_arriving: bool
    next_url: str

    @property
    def layout(self) -> str:
        """The template around the page: the door's, or the house's."""
        return "access/_door.html" if self.is_arriving else "ui/base.html"


def known(
    page: Callable[Concatenate[HttpRequest, Comer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let onto the page whoever may change their second factor; others are led to where they can prove themselves."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
        user = request.user
        if actor.is_signed_in and isinstance(user, User):
            if not _is_fresh(request):
                return redirect(f"{reverse('access:confirm')}?{urlencode({'next': request.path})}")
            return page(request, Comer(user, actor, False, reverse("access:security")), *args, **kwargs)
        waiting = waiting_at(request)
        if waiting is None:
            return redirect("access:sign-in")
        if means_of(waiting.user).are_set:
            # A password alone changes no second factor.
            return redirect("access:second-step")
        actor = Actor(user_id=waiting.user.pk, name=waiting.user.name, address=address_of(request))
        return page(request, Comer(waiting.user, actor, True, waiting.next_url), *args, **kwargs)

    return guarded


def settle(request: HttpRequest, comer: Comer, response: HttpResponse, *, means: str) -> HttpResponse:
    """The second factor is set up: whoever was arriving comes in, and the session knows the second step as made."""
    if comer.is_arriving:
        return come_in(request, comer.user, response, second_step=means)
    request.session[PASSED] = means
    return response


def password_is_shown(request: HttpRequest) -> None:
    """From now on, for FRESH_FOR, what one signs in with may be changed."""
    request.session[SHOWN_AT] = timezone.now().isoformat()


def stands_already(request: Request | HttpRequest) -> HttpResponseRedirect:
    """The way on for somebody whose second factor was set up in another tab meanwhile."""
    messages.info(request, _("This is set up already"))
    return redirect("access:security")


def _is_fresh(request: HttpRequest) -> bool:
    shown = request.session.get(SHOWN_AT)
    # Signing in is showing the password; sessions that were opened otherwise begin without.
    return shown is not None and datetime.fromisoformat(shown) > timezone.now() - FRESH_FOR
