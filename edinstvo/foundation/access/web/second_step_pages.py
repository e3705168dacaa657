"""The second step of a sign-in: a code, or a passkey."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from edinstvo.foundation.access.actions.make_second_step import make_step_by_code, make_step_by_passkey
from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts
from edinstvo.foundation.access.actions.use_code import CodeRefused, CodeUsed
from edinstvo.foundation.access.actions.use_passkey import CounterWentBack
from edinstvo.foundation.access.door import address_of
from edinstvo.foundation.access.passkeys import PasskeyRefused, question_for_one_of
from edinstvo.foundation.access.second_factor import means_of
from edinstvo.foundation.access.web.arrival import come_in
from edinstvo.foundation.access.web.challenges import new_challenge, proof_in, site_of
from edinstvo.foundation.access.web.forms import CodeForm, PasskeyAnswerForm
from edinstvo.foundation.access.web.locks import locked, too_many_codes
from edinstvo.foundation.access.web.waiting import Waiting, waiting_at


# Not in the transaction of the request: a failed try has to stay counted whatever comes after it.
@transaction.non_atomic_requests
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_page(request: HttpRequest) -> HttpResponse:
    """Ask for the code; whoever has no second factor yet chooses one."""
    waiting = waiting_at(request)
    if waiting is None:
        return _nobody_waits(request)
    if not means_of(waiting.user).are_set:
        return render(request, "access/second_step_choice.html", {"user": waiting.user, "site": site_of(request)})
    form, now = CodeForm(request.POST or None), timezone.now()
    if request.method != "POST" or not form.is_valid():
        return _ask(request, waiting, form)
    try:
        means = make_step_by_code(
            user=waiting.user, code=form.cleaned_data["code"], address=address_of(request), at=now
        )
    except CodeRefused as fault:
        form.add_error("code", _words_for(fault))
        return _ask(request, waiting, form)
    except TooManyAttempts as fault:
        form.add_error(None, too_many_codes(fault))
        return locked(_ask(request, waiting, form), fault, now)
    return come_in(request, waiting.user, HttpResponseRedirect(waiting.next_url), second_step=means)


@transaction.non_atomic_requests
@never_cache
@require_POST
def second_step_passkey_page(request: HttpRequest) -> HttpResponse:
    """Take a passkey's answer."""
    waiting = waiting_at(request)
    if waiting is None:
        return _nobody_waits(request)
    form, asked, now = PasskeyAnswerForm(request.POST), CodeForm(), timezone.now()
    try:
        proof = proof_in(request, form.cleaned_data["answer"] if form.is_valid() else "")
        means = make_step_by_passkey(user=waiting.user, proof=proof, address=address_of(request), at=now)
    except CounterWentBack:
        return _ask(request, waiting, asked, said=_("This passkey was refused: it may have been copied. Use a code"))
    except PasskeyRefused:
        return _ask(request, waiting, asked, said=_("The passkey did not fit. Try once more, or use a code"))
    except TooManyAttempts as fault:
        return locked(_ask(request, waiting, asked, said=too_many_codes(fault)), fault, now)
    return come_in(request, waiting.user, HttpResponseRedirect(waiting.next_url), second_step=means)


def _nobody_waits(request: HttpRequest) -> HttpResponse:
    if request.actor.is_signed_in:  # type: ignore[attr-defined]  # set by ActorMiddleware
        return redirect("/")
    if not request.session.is_empty():
        # What was begun is too old, or the password is another one by now.
        logout(request)
        messages.warning(request, _("It took more than ten minutes. Sign in once more"))
    return redirect("access:sign-in")


def _ask(request: HttpRequest, waiting: Waiting, form: CodeForm, *, said: str = "") -> HttpResponse:
    means, site = means_of(waiting.user), site_of(request)
    context = {"form": form, "user": waiting.user, "means": means, "said": said}
    if means.passkeys and site:
        context["question"] = question_for_one_of(user=waiting.user, site=site, challenge=new_challenge(request))
    return render(request, "access/second_step.html", context, status=422 if form.is_bound or said else 200)


def _words_for(fault: CodeRefused) -> str:
    if isinstance(fault, CodeUsed):
        return _("This code was used already. Wait for the next one in the app, or take another one from the paper")
    return _("The code does not fit. The app shows a new one every half minute; the phone must set its clock itself")
