"""Setting up a second factor: the app, passkeys, recovery codes."""

import segno
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.actions.add_passkey import add_passkey
from edinstvo.foundation.access.actions.begin_authenticator import begin_authenticator
from edinstvo.foundation.access.actions.confirm_authenticator import (
    FirstCodeWrong,
    NothingToConfirm,
    confirm_authenticator,
)
from edinstvo.foundation.access.actions.hold_user import SecondFactorStands
from edinstvo.foundation.access.codes import address_of_secret, in_groups
from edinstvo.foundation.access.devices import device_named_by
from edinstvo.foundation.access.passkeys import PasskeyRefused, question_for_a_new_one
from edinstvo.foundation.access.web.challenges import new_challenge, proof_in, site_of
from edinstvo.foundation.access.web.comers import Comer, known, settle, stands_already
from edinstvo.foundation.access.web.forms import FirstCodeForm, NewPasskeyForm
from edinstvo.foundation.access.web.recovery import codes_or_on

_page = require_http_methods(["GET", "HEAD", "POST"])


@transaction.non_atomic_requests
@sensitive_post_parameters("code")
@never_cache
@_page
@known
def app_page(request: HttpRequest, comer: Comer) -> HttpResponse:
    """Show the secret as a picture and as text, and take the first code."""
    form, now = FirstCodeForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            codes = confirm_authenticator(
                actor=comer.actor, code=form.cleaned_data["code"], at=now, is_arriving=comer.is_arriving
            )
        except FirstCodeWrong:
            form.add_error(
                "code",
                _("The code does not fit. Type the one that the app shows now; the phone must set its clock itself"),
            )
        except (NothingToConfirm, SecondFactorStands):
            return stands_already(request)
        else:
            return settle(request, comer, codes_or_on(request, comer, codes), means="app")
    return _show_app(request, comer, form)


@transaction.non_atomic_requests
@never_cache
@_page
@known
def passkey_page(request: HttpRequest, comer: Comer) -> HttpResponse:
    """Ask the browser for a new passkey, and take its answer."""
    named = {"name": device_named_by(request.headers.get("User-Agent", ""))}
    form = NewPasskeyForm(request.POST or None, initial=named)
    if request.method == "POST" and form.is_valid():
        try:
            codes = add_passkey(
                actor=comer.actor,
                proof=proof_in(request, form.cleaned_data["answer"]),
                name=form.cleaned_data["name"],
                at=timezone.now(),
                is_arriving=comer.is_arriving,
            )
        except PasskeyRefused:
            form.add_error(None, _("No passkey came of it. Try once more: the browser asks, and you answer it"))
        except SecondFactorStands:
            return stands_already(request)
        else:
            return settle(request, comer, codes_or_on(request, comer, codes), means="passkey")
    return _show_passkey(request, comer, form)


def _show_app(request: HttpRequest, comer: Comer, form: FirstCodeForm) -> HttpResponse:
    try:
        secret = begin_authenticator(actor=comer.actor, at=timezone.now(), is_arriving=comer.is_arriving)
    except SecondFactorStands:
        return stands_already(request)
    address = address_of_secret(secret=secret, account=f"{comer.user.login}@{request.get_host()}")
    context = {"form": form, "comer": comer, "secret": in_groups(secret), "picture": _picture(address)}
    return render(request, "access/app.html", context, status=422 if form.is_bound else 200)


def _show_passkey(request: HttpRequest, comer: Comer, form: NewPasskeyForm) -> HttpResponse:
    site, question = site_of(request), ""
    if site:
        question = question_for_a_new_one(user=comer.user, site=site, challenge=new_challenge(request))
    context = {"form": form, "comer": comer, "question": question}
    return render(request, "access/passkey.html", context, status=422 if form.is_bound else 200)


def _picture(address: str) -> SafeString:
    """The address as a QR code: an SVG of the library's own, in which nothing that anybody typed stands as text."""
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(scale=4, light="#fff"))  # noqa: S308
