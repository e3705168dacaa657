"""The way back to what was sent when a session had ended: kept at the door, given back after signing in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.sight import sight_of
from edinstvo.foundation.ui.actions.discard_draft import discard_draft
from edinstvo.foundation.ui.late import FORM, SENT_AGAIN, keep, kept_of, owner_of, subject_of
from edinstvo.foundation.ui.pages import form_expired
from edinstvo.foundation.ui.web.pages import safe_next


class LateFormsMiddleware:
    """Keeps what somebody sends whose session has ended, and leads them to it by way of the sign-in page.

    Only forms with `{% once %}` say to whom they were shown; any other is answered by the sign-in page alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Called after the form's own token has been found right."""
        if request.method != "POST":
            return None
        if request.actor.is_signed_in:
            if SENT_AGAIN in request.POST:
                with transaction.atomic(), sight_of(request.actor):
                    discard_draft(actor=request.actor, form=FORM, subject=subject_of(request.get_full_path()))
            return None
        owner = owner_of(request)
        return _kept_till_signing_in(request, owner, kwargs) if owner is not None else None


def form_came_late(request: Request, reason: str = "") -> HttpResponse:
    """A form without its token: a page left open overnight, or one that was open while somebody signed in anew.

    Whoever it was shown to gets it back and may send it again; nothing is done by itself, and nobody else sees it.
    """
    owner = owner_of(request)
    if owner is None or not keep(request, owner=owner):
        return form_expired(request, reason)
    if not request.actor.is_signed_in:
        return _to_sign_in(request)
    if request.actor.user_id != owner.user_id:
        return form_expired(request, reason)
    return HttpResponseRedirect(_address(request.get_full_path()))


@require_safe
@signed_in
def kept(request: Request) -> HttpResponse:
    """What the person at the door sent too late to the page `?next=`: to be sent again, or left."""
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    if not (is_ours and address.startswith("/")):
        return HttpResponseRedirect("/")
    draft = kept_of(address, seen_by=request.actor)
    if draft is None:
        return HttpResponseRedirect(address)
    return render(request, "ui/kept.html", {"draft": draft, "act_url": address})


def _kept_till_signing_in(request: HttpRequest, owner: Actor, kwargs: dict[str, Any]) -> HttpResponse | None:
    match = request.resolver_match
    if match is None or match.view_name != "ui:draft":
        return _to_sign_in(request) if keep(request, owner=owner) else None
    # Somebody saved a draft: it is one, and the form it belongs to shows it.
    if not keep(request, owner=owner, form=kwargs["form"], subject=kwargs["subject"]):
        return None
    if request.headers.get("X-Draft") == "auto":
        return HttpResponse(status=204)
    return redirect_to_login(safe_next(request))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    said = _("Your session had ended when you sent the form. What you typed is kept: sign in with the same login.")
    messages.warning(request, said, fail_silently=True)
    return redirect_to_login(_address(request.get_full_path()))


def _address(address: str) -> str:
    return f"{reverse('ui:kept')}?{urlencode({'next': address})}"
