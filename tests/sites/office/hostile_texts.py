"""Texts that somebody sends who means harm, and how to see on a page that one of them has done any."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from django.forms import CharField, Field, HiddenInput, PasswordInput
from django.http import HttpResponseBase

TEXTS = {
    "sql": "'; DROP TABLE members_person;--",
    "sql_in_a_number": "1 OR 1=1) UNION SELECT version()--",
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "quotes": "' onfocus=alert(1) autofocus='",
    "address": "javascript:alert(1)",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(1)",
    "header": "x\r\nSet-Cookie: hostile=1",
    "encoded_header": "%0d%0aSet-Cookie: hostile=1",
    "nul": "Анна\0Иванова",
    "long": "Ж" * 10_000,
    "spaces": "1" + " " * 10_000 + "x",
    "digits": "9" * 5_000,
    "odd_digits": "²٣",
    "backwards": "Анна\u202eавонавИ",
    "emoji": "👩‍🏫🇷🇺",
    "template": "{{7777*7777}}{% debug %}",
    "percent": "%(name)s%s%d",
    "braces": "{0.__class__}",
    "path": "../../../../etc/passwd",
    # In an address these bytes are half of a sign that no text holds.
    "surrogate": "\ud83d",
}
# These would do their harm where a text is shown: they are looked for on every page that shows it.
SHOWN = ("script", "attribute", "quotes", "template")
_TRYING = ("sql", "script", "header", "nul", "long", "spaces", "digits", "odd_digits", "surrogate")
# These are ordinary text to whatever takes them or refuses them: one request may carry them in many fields at once.
MANY_AT_ONCE = tuple(kind for kind in TEXTS if kind not in (*SHOWN, *_TRYING))
# So are these to a field in which anything may be written; where one of a few things must stand they try the reading.
_TEXT_TO_A_FREE_ONE = ("sql", "header")
FREE_AT_ONCE = (*MANY_AT_ONCE, *_TEXT_TO_A_FREE_ONE)
# Only a field in which anything may be written is tried with this one: what it answers is its answer to those.
FREELY = "quotes"
NO_ANSWER_GROWS_ABOVE = 4_096
_TRIED = "60481729"
_LEADING = ("href", "src", "action", "formaction", "hx-get", "hx-post")


def harm_in(answer: HttpResponseBase) -> Iterator[str]:
    """Every sign of harm in an answer: a foreign header or cookie, something that would run."""
    for name, value in answer.items():
        if "\r" in value or "\n" in value:
            yield f"a line end in the header {name}"
    if "hostile" in answer.cookies:
        yield "a cookie of theirs"
    for cookie in answer.cookies.values():
        if len(cookie.OutputString()) > NO_ANSWER_GROWS_ABOVE:
            yield f"a cookie of {len(cookie.OutputString())} bytes"
    if answer.get("Content-Type", "").startswith("text/html"):
        yield from _harm_in_page(page_of(answer))


def texts_for(field: Field | None) -> dict[str, str]:
    """What is sent alone: where one of a few things must stand, only those that try the reading."""
    is_free = isinstance(field, CharField) and not isinstance(field.widget, HiddenInput | PasswordInput)
    alone = {*SHOWN, *_TRYING}.difference(_TEXT_TO_A_FREE_ONE) if is_free else {*_TRYING}
    return {kind: text for kind, text in TEXTS.items() if kind in alone}


def page_of(answer: HttpResponseBase) -> str:
    """An answer's text, "" of a file."""
    return "" if answer.streaming else answer.content.decode()  # type: ignore[attr-defined]  # every other kind has it


def shows(page: str, text: str) -> bool:
    """Whether the page shows the text as text, in any case and spacing."""
    return _plain(escape(text)) in _plain(page)


def _harm_in_page(page: str) -> Iterator[str]:
    reader = _Suspicious()
    reader.feed(page)
    yield from reader.found
    if _TRIED in page.replace("\u202f", "").replace("\xa0", ""):
        yield "a template that was run"


def _plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split()).casefold()


class _Suspicious(HTMLParser):
    """Reads a page as a browser does and notes what would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.is_in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_in_script = tag == "script"
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            if name in _LEADING and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}=javascript:>")
            if tag == "img" and name == "src" and value == "x":
                self.found.append("<img src=x>")

    def handle_endtag(self, tag: str) -> None:
        self.is_in_script = False

    def handle_data(self, data: str) -> None:
        if self.is_in_script and data.strip():
            self.found.append("a script in the page")
