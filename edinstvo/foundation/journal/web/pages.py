"""The journal as a page: who did what, when, why and from where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import VALUE_REMOVED, Entry
from edinstvo.foundation.journal.places import names_of, place_of
from edinstvo.foundation.journal.queries import Filters, page_of_entries
from edinstvo.foundation.journal.web.forms import FilterForm
from edinstvo.foundation.journal.web.values import PLACE, in_words
from edinstvo.foundation.journal.web.verbs import VERBS
from edinstvo.foundation.journal.web.words import FIELDS, VALUES
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.paging import pager_in_time

# Whose page an object has, by its kind; a house without such pages shows its name alone.
_PAGES = {
    "organisation": "organisations:part",
    "person": "members:page",
    "list": "imports:page",
    "structure": "structure:page",
    "transfer": "members:transfer",
    "programme": "programme:page",
    "stage": "programme:stage",
}
# What opens to fewer people than may read about it here.
_POWERS = {"list": Power.IMPORT_MEMBERS, "structure": Power.MANAGE_ORGANISATIONS}


@dataclass(frozen=True)
class Line:
    """One entry as it is shown: the act in words, links to what and where it was done, what changed, from where."""

    entry: Entry
    words: str
    url: str
    place_url: str
    place_name: str
    changes: list[tuple[str, str, str]]
    address: str
    reason: str


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
        before=id_typed(request.GET.get("before", "")),
        after=id_typed(request.GET.get("after", "")),
    )
    kept = {name: str(request.GET[name]) for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "lines": _lines(page.rows, request.actor),
        "kept": kept,
        "pager": pager_in_time(page, at=lambda entry: entry.at, kept=kept),
    }
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


def _lines(entries: list[Entry], actor: Actor) -> list[Line]:
    """The entries as lines; whoever reads the journal of several organisations is told which one each belongs to."""
    places = {entry.pk: {**entry.before, **entry.after}.get(PLACE) for entry in entries}
    if any(branch.level is not Level.PRIMARY for branch in actor.branches(Power.READ_JOURNAL)):
        elsewhere = [entry for entry in entries if entry.object_type != "organisation"]
        places |= {entry.pk: places[entry.pk] or place_of(entry) for entry in elsewhere}
    names = names_of({id_ for id_ in places.values() if id_}, seen_by=actor)
    return [_line(entry, places[entry.pk], names, actor) for entry in entries]


def _line(entry: Entry, place: int | None, names: Mapping[int, str], actor: Actor) -> Line:
    power = _POWERS.get(entry.object_type)
    is_open = power is None or actor.may(power, at=entry)
    return Line(
        entry=entry,
        words=str(VERBS.get(entry.verb, entry.verb)),
        url=_url_of(entry.object_type, entry.object_id) if is_open else "",
        place_url=_url_of("organisation", place),
        place_name=names.get(place or 0, ""),
        changes=list(_changes(entry)),
        address=_in_our_words(entry.address),
        reason=str(VALUES[VALUE_REMOVED]) if entry.reason == VALUE_REMOVED else entry.reason,
    )


def _url_of(kind: str, id_: int | None) -> str:
    try:
        return reverse(_PAGES[kind], args=[id_]) if id_ else ""
    except (KeyError, NoReverseMatch):
        return ""


def _in_our_words(address: str) -> str:
    """«192.0.2.7», «команда import-members»."""
    kind, _space, name = address.partition(" ")
    return _("command %(name)s") % {"name": name} if kind == "command" else address


def _changes(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """(what, before, after); "" where there was nothing."""
    for name in dict.fromkeys([*entry.after, *entry.before]):
        was, became = in_words(name, entry.before.get(name)), in_words(name, entry.after.get(name))
        # What did not happen to any row of a list is no news.
        if (was or became) and not (entry.object_type in ("list", "structure") and became == "0"):
            caption = FIELDS.get(f"{entry.object_type}.{name}") or FIELDS.get(name) or VALUES.get(name, name)
            yield str(caption), was, became
