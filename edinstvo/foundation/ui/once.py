"""A form acts once, however often its button is pressed, with a script or without."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.actions.claim_sending import SentAlready, claim_sending
from edinstvo.foundation.ui.actions.settle_sending import settle_sending
from edinstvo.foundation.ui.queries import answer_to

P = ParamSpec("P")
Page = Callable[Concatenate[Request, P], HttpResponseBase]


def acts_once(page: Page[P]) -> Page[P]:
    """The page's form, sent again with the same `{% once %}`, leads where it led before and does nothing more.

    Stands under `@signed_in`. A form without a token acts as often as it is sent.
    """

    @wraps(page)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        token = _token_of(request)
        if token is None:
            return page(request, *args, **kwargs)
        try:
            claim_sending(actor=request.actor, token=token, at=timezone.now())
        except SentAlready:
            return HttpResponseRedirect(answer_to(token=token, seen_by=request.actor) or request.path)
        response = page(request, *args, **kwargs)
        settle_sending(actor=request.actor, token=token, answer=response.headers.get("Location", ""))
        return response

    return guarded


def _token_of(request: Request) -> UUID | None:
    try:
        return UUID(request.POST["once"]) if request.method == "POST" else None
    except (KeyError, ValueError):
        return None
