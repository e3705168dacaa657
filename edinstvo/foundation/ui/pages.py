"""Pages for when something is wrong, in words; none of them asks the database anything."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.language import language_of, theme_of
from edinstvo.foundation.ui.outages import RETRY_AFTER, WORDS, outage_of, sent_with

# What is wrong: the heading, and what to do.
_WORDS: dict[str, tuple[Any, Any]] = {
    "not found": (
        _("There is no such page, or it is not in your organisation"),
        _("Check the address, or go from the home page: everything open to you stands there."),
    ),
    "closed since": (
        _("This is not open to you any more"),
        _(
            "Nothing has been changed. While the form was open your powers here ended, or the record moved to another "
            "organisation. What you may do now stands on the home page."
        ),
    ),
    "bad request": (
        _("The request could not be understood"),
        _("Go back, reload the page and try once more."),
    ),
    "form expired": (
        _("The page has waited too long"),
        _("For safety a form works only for a time. Go back, reload the page and send it once more."),
    ),
    "not this way": (
        _("This address does not open this way"),
        _("It does one act and shows nothing. Go back to the page you came from and press its button."),
    ),
    "too large": (
        _("This is more than can be taken at once"),
        _("Send a smaller file, or split the list into several."),
    ),
    "server error": (
        _("This did not work, and it is our fault"),
        _("Nothing has been changed. Try again in a minute; if it repeats, tell the administrator the time."),
    ),
}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, for what is missing and for what lies in somebody else's organisation alike.

    Who sends a form stood on its page before: their powers may have ended in the middle of it.
    """
    return _page(request, 404, "closed since" if request.method == "POST" else "not found")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself makes no sense."""
    return _page(request, 400, "bad request")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without its token: mostly a page left open overnight."""
    return _page(request, 403, "form expired")


class WordsForWrongMethods:
    """Gives 405 a page: an address that only takes a form, opened by a link, or the other way round."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return not_this_way(request, response) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response


def not_this_way(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """405 in words; what is allowed stays told to machines."""
    page = _page(request, 405, "not this way")
    if allowed := refused.headers.get("Allow"):
        page["Allow"] = allowed
    return page


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than is taken at once."""
    return _page(request, 413, "too large")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault; 503 where the database or the disk is to blame, with what was typed."""
    outage = outage_of(sys.exc_info()[1])
    return _page(request, 500, "server error") if outage is None else _outage(request, outage)


def _outage(request: HttpRequest, kind: str) -> HttpResponse:
    with translation.override(language_of(request)):
        heading, sentence = WORDS[kind]
        said = {"heading": heading, "sentence": sentence, "frame": {"theme": theme_of(request)}}
        said |= {"sent": sent_with(request), "address": request.get_full_path(), "csrf_token": get_token(request)}
        html = render_to_string("ui/outage.html", said)
    response = HttpResponse(html, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER[kind])
    return response


def _page(request: HttpRequest, status: int, kind: str) -> HttpResponse:
    # A fault may come before the language was chosen, so it is chosen here.
    with translation.override(language_of(request)):
        heading, sentence = _WORDS[kind]
        look = {"theme": theme_of(request)}
        html = render_to_string("ui/error.html", {"heading": heading, "sentence": sentence, "frame": look})
    return HttpResponse(html, status=status)
