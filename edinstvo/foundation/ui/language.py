"""Which language and which theme a page speaks: the choice a person made, kept in cookies."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


class LanguageMiddleware:
    """Russian unless the cookie says otherwise.

    Accept-Language is not consulted on purpose: school computers speak whatever they were bought with.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """The code of the chosen language, or the house's own."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def theme_of(request: HttpRequest) -> str:
    """ "light" or "dark" when chosen, "" when the page follows the computer."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""
