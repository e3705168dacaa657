"""The doors of the interface: choose a language or a theme, keep a draft."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.actions.discard_draft import discard_draft
from edinstvo.foundation.ui.actions.save_draft import DraftTooLarge, NoSuchForm, save_draft
from edinstvo.foundation.ui.language import THEME_COOKIE, THEMES
from edinstvo.foundation.ui.late import MACHINE_FIELDS
from edinstvo.foundation.ui.pages import too_large

A_YEAR = 60 * 60 * 24 * 365


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on."""
    response = HttpResponseRedirect(safe_next(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the computer has it (no value)."""
    response = HttpResponseRedirect(safe_next(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _remember(response, THEME_COOKIE, chosen)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_POST
@signed_in
def draft(request: Request, form: str, subject: str) -> HttpResponse:
    """Keep the draft (the script asks: 204; the button asks: back to the form), or forget it when `discard` is sent."""
    if "discard" in request.POST:
        discard_draft(actor=request.actor, form=form, subject=subject)
        return HttpResponseRedirect(safe_next(request))
    data = {name: values for name, values in request.POST.lists() if name not in MACHINE_FIELDS}
    try:
        save_draft(actor=request.actor, form=form, subject=subject, data=data, at=timezone.now())
    except NoSuchForm:
        raise Http404 from None
    except DraftTooLarge:
        return too_large(request)
    if request.headers.get("X-Draft") == "auto":
        return HttpResponse(status=204)
    messages.success(request, _("The draft is saved. You may close the page and go on later."), fail_silently=True)
    return HttpResponseRedirect(safe_next(request))


def safe_next(request: HttpRequest) -> str:
    """The page to go back to: `next` as sent, else the page the request came from, never another host."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return address
    return "/"


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, secure=settings.BEHIND_HTTPS, httponly=True, samesite="Lax")
