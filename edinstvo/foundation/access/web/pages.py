"""The door: sign in, sign out, change the password, come in by a link."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from edinstvo.foundation.access.actions.create_user import LoginTaken
from edinstvo.foundation.access.actions.leave_session import leave_session
from edinstvo.foundation.access.actions.put_password import PasswordTooWeak
from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts
from edinstvo.foundation.access.actions.renew_session import renew_session
from edinstvo.foundation.access.actions.set_password import set_password
from edinstvo.foundation.access.actions.try_password import PasswordWrong, try_password
from edinstvo.foundation.access.actions.use_one_time_link import use_one_time_link
from edinstvo.foundation.access.door import Request, address_of, signed_in
from edinstvo.foundation.access.links import LinkDead, live_link
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.web.addresses import next_page
from edinstvo.foundation.access.web.arrival import arrive
from edinstvo.foundation.access.web.forms import ChangePasswordForm, FirstVisitForm, NewPasswordForm, SignInForm
from edinstvo.foundation.access.web.locks import locked, too_many
from edinstvo.foundation.access.web.waiting import waiting_at

_page = require_http_methods(["GET", "HEAD", "POST"])


# Not in the transaction of the request: a failed try has to stay counted whatever comes after it.
@transaction.non_atomic_requests
@sensitive_post_parameters("password")
@never_cache
@_page
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    """Ask for login and password; who is signed in already, or half-way, goes on."""
    form = SignInForm(request.POST or None)
    if request.method != "POST":
        return _go_on(request) or _show_sign_in(request, form)
    if not form.is_valid():
        return _show_sign_in(request, form, status=422)
    now = timezone.now()
    try:
        user = try_password(**form.cleaned_data, address=address_of(request), at=now)
    except PasswordWrong:
        form.add_error(None, _("The login or the password does not fit. Check the keyboard layout and Caps Lock"))
        return _show_sign_in(request, form, status=422)
    except TooManyAttempts as fault:
        form.add_error(None, too_many(fault))
        return locked(_show_sign_in(request, form), fault, now)
    return arrive(request, user, next_url=_next(request))


@require_POST
def sign_out_page(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.session.session_key:
        leave_session(session_key=request.session.session_key, at=timezone.now())
    logout(request)
    return redirect("access:sign-in")


@transaction.non_atomic_requests
@sensitive_post_parameters("old_password", "new_password", "again")
@never_cache
@_page
@signed_in
def password_page(request: Request) -> HttpResponse:
    """Change one's own password; every other session of the person ends."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  signed_in let nobody else through
    form = ChangePasswordForm(request.POST or None)
    status, now = 200, timezone.now()
    if request.method == "POST" and form.is_valid():
        status = _change(request, user, form, now)
        if status == 200:
            messages.success(request, _("The password is changed. You are signed out everywhere else"))
            return redirect("/")
    elif request.method == "POST":
        status = 422
    return render(request, "access/password.html", {"form": form, "login": user.login}, status=status)


@sensitive_post_parameters("new_password", "again")
@never_cache
@_page
def link_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Choose a password by a link; on the first visit also a name and a login."""
    now = timezone.now()
    try:
        user = live_link(token=token, at=now).user
    except LinkDead:
        return render(request, "access/link_dead.html", status=404)
    is_first = not user.has_usable_password()
    form = _link_form(request, user, is_first=is_first)
    if request.method == "POST" and form.is_valid() and (user_in := _use(request, token, form, now)):
        return arrive(request, user_in, next_url=settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "user_name": user.name, "login": user.login, "is_first": is_first}
    return render(request, "access/link.html", context, status=422 if form.is_bound else 200)


def _go_on(request: HttpRequest) -> HttpResponseRedirect | None:
    if request.actor.is_signed_in:  # type: ignore[attr-defined]  # set by ActorMiddleware
        return HttpResponseRedirect(_next(request))
    return redirect("access:second-step") if waiting_at(request) else None


def _show_sign_in(request: HttpRequest, form: SignInForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "access/sign_in.html", context, status=status)


def _next(request: HttpRequest) -> str:
    return next_page(request, otherwise=settings.LOGIN_REDIRECT_URL)


def _change(request: Request, user: User, form: ChangePasswordForm, now: datetime) -> int:
    """The status of the answer: 200 when the password is changed, else the form says why not."""
    typed, address = form.cleaned_data, request.actor.address
    try:
        try_password(login=user.login, password=typed["old_password"], address=address, at=now)
        key = request.session.session_key or ""
        set_password(actor=request.actor, user=user, password=typed["new_password"], at=now, session_key=key)
    except PasswordWrong:
        form.add_error("old_password", _("This is not your present password"))
    except PasswordTooWeak as fault:
        form.add_error("new_password", fault.sentences)
    except TooManyAttempts as fault:
        form.add_error(None, too_many(fault))
        return 429
    else:
        update_session_auth_hash(request, user)
        renew_session(former_key=key, key=request.session.session_key or "")
        return 200
    return 422


def _link_form(request: HttpRequest, user: User, *, is_first: bool) -> NewPasswordForm:
    if not is_first:
        return NewPasswordForm(request.POST or None)
    # Whoever was entered without a name is called by the login until they say better.
    initial = {"login": user.login, "name": user.name if user.name != user.login else ""}
    return FirstVisitForm(request.POST or None, initial=initial)


def _use(request: HttpRequest, token: str, form: NewPasswordForm, now: datetime) -> User | None:
    typed = form.cleaned_data
    try:
        return use_one_time_link(
            token=token,
            password=typed["new_password"],
            address=address_of(request),
            at=now,
            login=typed.get("login", ""),
            name=typed.get("name", ""),
        )
    except LoginTaken:
        form.add_error("login", _("Somebody has this login already. Choose another one"))
    except PasswordTooWeak as fault:
        form.add_error("new_password", fault.sentences)
    return None
