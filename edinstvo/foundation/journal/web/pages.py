"""The journal as a page: who did what, when, why and from where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.journal.queries import Filters, Page, page_of_entries
from edinstvo.foundation.journal.web.forms import FilterForm
from edinstvo.foundation.journal.web.words import FIELDS, VALUES, VERBS
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_short, moment
from edinstvo.foundation.ui.paging import ListPage

# Whose page an object has, by its kind; a house without such pages shows its name alone.
_PAGES = {"organisation": "organisations:part", "person": "members:page", "list": "imports:page"}


@dataclass(frozen=True)
class Line:
    """One entry as it is shown: the act in words, a link to what it was done to, and what changed."""

    entry: Entry
    words: str
    url: str
    changes: list[tuple[str, str, str]]


@require_safe
@signed_in
def entries_page(request: Request) -> HttpResponse:
    """The entries of the branches whose journal the actor reads, newest first."""
    if not request.actor.may(Power.READ_JOURNAL):
        raise Http404
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of_entries(
        filters=_filters(wanted),
        seen_by=request.actor,
        before=_id(request.GET.get("before")),
        after=_id(request.GET.get("after")),
    )
    kept = {name: str(request.GET[name]) for name in form.fields if request.GET.get(name)}
    context = {"form": form, "lines": [_line(entry) for entry in page.rows], "kept": kept, "pager": _pager(page, kept)}
    return render(request, "journal/list.html", context, status=422 if form.errors else 200)


def _filters(wanted: Mapping[str, Any]) -> Filters:
    kind, _dash, id_ = wanted.get("about", "").rpartition("-")
    return Filters(
        verb=wanted.get("verb", ""),
        who=wanted.get("who", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
        about=(kind, int(id_)) if kind else None,
    )


def _id(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) <= 18 else None


def _line(entry: Entry) -> Line:
    words = str(VERBS.get(entry.verb, entry.verb))
    return Line(entry=entry, words=words, url=_url_of(entry), changes=list(_changes(entry)))


def _url_of(entry: Entry) -> str:
    try:
        return reverse(_PAGES[entry.object_type], args=[entry.object_id]) if entry.object_id else ""
    except (KeyError, NoReverseMatch):
        return ""


def _changes(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """(what, before, after); "" where there was nothing."""
    for name in dict.fromkeys([*entry.after, *entry.before]):
        was, became = _in_words(entry.before.get(name)), _in_words(entry.after.get(name))
        if was or became:
            yield str(FIELDS.get(name, VALUES.get(name, name))), was, became


def _in_words(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case int():
            return number(value)
        case str():
            return _day(value) or str(VALUES.get(value, value))
    return str(value)


def _day(value: str) -> str:
    try:
        return day_short(date.fromisoformat(value)) if len(value) == 10 and value[4] == "-" else ""
    except ValueError:
        return ""


def _pager(page: Page, kept: Mapping[str, str]) -> ListPage:
    moments = [moment(entry.at, now=timezone.now()) for entry in page.rows] or [""]
    return ListPage(
        shown=len(page.rows),
        first=moments[0],
        last=moments[-1],
        start_url=f"?{urlencode(kept)}" if page.newer else "",
        previous_url=f"?{urlencode({**kept, 'after': str(page.newer)})}" if page.newer else "",
        next_url=f"?{urlencode({**kept, 'before': str(page.older)})}" if page.older else "",
    )
