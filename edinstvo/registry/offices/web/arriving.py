"""Coming in by a letter: login, one-time code, a password of one's own."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.actions.put_password import PasswordTooWeak
from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts
from edinstvo.foundation.access.door import address_of
from edinstvo.foundation.access.logins import LONGEST
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.web.arrival import arrive
from edinstvo.foundation.access.web.locks import locked, too_many_codes
from edinstvo.foundation.ui.fields import search_words
from edinstvo.registry.offices.actions.use_letter import CodeWrong, LetterLocked, use_letter
from edinstvo.registry.offices.web.forms import LetterForm


# Not in the transaction of the request: a wrong code has to stay counted whatever comes after it.
@transaction.non_atomic_requests
@sensitive_post_parameters("code", "new_password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponseBase:
    """The form, and the way in. The QR code of a letter brings its login along."""
    form = LetterForm(request.POST or None, initial={"login": search_words(request.GET.get("login", ""))[:LONGEST]})
    if not form.is_valid():
        return _shown(request, form)
    now = timezone.now()
    try:
        user = _user(request, form, now)
    except TooManyAttempts as fault:
        form.add_error(None, too_many_codes(fault))
        return locked(_shown(request, form), fault, now)
    return arrive(request, user, next_url=settings.LOGIN_REDIRECT_URL) if user else _shown(request, form)


def _user(request: HttpRequest, form: LetterForm, now: datetime) -> User | None:
    """Who has come in; None where the form says why not. Raises TooManyAttempts."""
    said = form.cleaned_data
    try:
        return use_letter(
            login=said["login"],
            code=said["code"],
            password=said["new_password"],
            address=address_of(request),
            at=now,
        )
    except PasswordTooWeak as fault:
        form.add_error("new_password", fault.sentences)
    except (CodeWrong, LetterLocked) as refusal:
        form.add_error(None, _why(refusal))
    return None


def _why(refusal: CodeWrong | LetterLocked) -> str:
    if isinstance(refusal, LetterLocked):
        return _("This letter is locked: its code was tried ten times. Ask the organisation above for a new letter")
    return _(
        "The login or the code does not fit, or the letter is used, replaced or overdue. Check both; "
        "if they are right, ask the organisation above for a new letter"
    )


def _shown(request: HttpRequest, form: LetterForm) -> HttpResponse:
    return render(request, "offices/letter.html", {"form": form}, status=422 if form.errors else 200)
