"""Changing a second factor that stands: the password first, then removing means and making new recovery codes."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts
from edinstvo.foundation.access.actions.remove_means import (
    LastMeans,
    NoSuchMeans,
    remove_authenticator,
    remove_passkey,
)
from edinstvo.foundation.access.actions.renew_recovery_codes import NothingToRecover, renew_recovery_codes
from edinstvo.foundation.access.actions.try_password import PasswordWrong, try_password
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.web.addresses import next_page
from edinstvo.foundation.access.web.comers import Comer, known, password_is_shown
from edinstvo.foundation.access.web.forms import ConfirmForm
from edinstvo.foundation.access.web.locks import locked, too_many
from edinstvo.foundation.access.web.recovery import show_codes

_page = require_http_methods(["GET", "HEAD", "POST"])


@transaction.non_atomic_requests
@sensitive_post_parameters("password")
@never_cache
@_page
@signed_in
def confirm_page(request: Request) -> HttpResponse:
    """Ask for the password before what one signs in with is changed."""
    user, form, now = request.user, ConfirmForm(request.POST or None), timezone.now()
    assert isinstance(user, User)  # noqa: S101  signed_in let nobody else through
    next_url = next_page(request, otherwise=reverse("access:security"))
    context = {"form": form, "login": user.login, "next": next_url}
    if request.method == "POST" and form.is_valid():
        try:
            password = form.cleaned_data["password"]
            try_password(login=user.login, password=password, address=request.actor.address, at=now)
        except PasswordWrong:
            form.add_error("password", _("This is not your present password"))
        except TooManyAttempts as fault:
            form.add_error(None, too_many(fault))
            return locked(render(request, "access/confirm.html", context), fault, now)
        else:
            password_is_shown(request)
            return HttpResponseRedirect(next_url)
    return render(request, "access/confirm.html", context, status=422 if form.is_bound else 200)


@never_cache
@_page
@known
def remove_app_page(request: HttpRequest, comer: Comer) -> HttpResponse:
    """Ask, then remove the app."""
    if request.method == "POST":
        return _removed(request, lambda: remove_authenticator(actor=comer.actor, at=timezone.now()))
    return _ask_removal(request, _("Remove the app with codes?"))


@never_cache
@_page
@known
def remove_passkey_page(request: HttpRequest, comer: Comer, passkey_id: int) -> HttpResponse:
    """Ask, then remove the passkey."""
    if request.method == "POST":
        return _removed(request, lambda: remove_passkey(actor=comer.actor, passkey_id=passkey_id, at=timezone.now()))
    return _ask_removal(request, _("Remove the passkey?"))


@sensitive_post_parameters()
@never_cache
@_page
@known
def codes_page(request: HttpRequest, comer: Comer) -> HttpResponse:
    """Ask, then make new recovery codes and show them."""
    if request.method == "POST":
        try:
            return show_codes(request, comer, renew_recovery_codes(actor=comer.actor, at=timezone.now()))
        except NothingToRecover:
            messages.info(request, _("Set up the app or a passkey first: codes on paper stand in for them"))
            return redirect("access:security")
    context = {
        "question": _("Make new recovery codes?"),
        "consequences": _("Ten new codes are shown once. The codes printed before will not work any more"),
        "verb": _("Make new codes"),
        "kind": "main",
        "busy": _("One moment…"),
    }
    return _asked(request, context)


def _removed(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except LastMeans:
        messages.error(request, _("Your role takes a second step: set up another means first, then remove this one"))
    except NoSuchMeans:
        messages.info(request, _("It was removed already"))
    else:
        messages.success(request, _("Removed. It opens nothing any more"))
    return redirect("access:security")


def _ask_removal(request: HttpRequest, question: str) -> HttpResponse:
    context = {
        "question": question,
        "consequences": _("You will not be able to make the second step with it"),
        "verb": _("Remove"),
        "busy": _("One moment…"),
    }
    return _asked(request, context)


def _asked(request: HttpRequest, context: dict[str, str]) -> HttpResponse:
    ways = {"way_out": _("Leave it as it is"), "act_url": request.path, "back_url": reverse("access:security")}
    return render(request, "ui/confirm.html", {**context, **ways})
