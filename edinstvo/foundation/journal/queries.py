"""Reading the journal, by branch, by object, by what was done, by whom and when."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the journal is wanted. `who` is a part of the actor's name; the days are whole, both included."""

    verb: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None
    about: tuple[str, int] | None = None


@dataclass(frozen=True)
class Page:
    """Entries newest first, and the ids to go on from, to newer and to older ones; None where there are none."""

    rows: list[Entry]
    newer: int | None
    older: int | None


def entries(*, seen_by: Actor) -> QuerySet[Entry]:
    """The entries of the branches whose journal the actor may read, newest first."""
    return Entry.objects.filter(seen_by.scope(Power.READ_JOURNAL)).order_by("-id")


def entries_about(*, type: str, id: int, seen_by: Actor) -> QuerySet[Entry]:
    """The acts done to one object, newest first, as far as the actor may read the journal."""
    return entries(seen_by=seen_by).filter(object_type=type, object_id=id)


def page_of_entries(
    *, filters: Filters, seen_by: Actor, before: int | None = None, after: int | None = None, size: int = 50
) -> Page:
    """A page of what the filters leave: older than the entry `before`, or newer than `after`; one query."""
    found = entries(seen_by=seen_by).filter(_wanted(filters))
    if after is not None:
        newest_last = list(found.filter(pk__gt=after).order_by("id")[: size + 1])
        rows = newest_last[:size][::-1]
        return Page(rows, _edge(rows[:1], len(newest_last) > size), _edge(rows[-1:], True))
    rows = list((found.filter(pk__lt=before) if before is not None else found)[: size + 1])
    has_older, rows = len(rows) > size, rows[:size]
    return Page(rows, _edge(rows[:1], before is not None), _edge(rows[-1:], has_older))


def _edge(row: list[Entry], goes_on: bool) -> int | None:
    return row[0].pk if row and goes_on else None


def _wanted(filters: Filters) -> Q:
    wanted = Q()
    if filters.verb:
        wanted &= Q(verb=filters.verb)
    for word in filters.who.split():
        wanted &= Q(actor_name__regex=_in_any_case(word))
    if filters.since is not None:
        wanted &= Q(at__gte=_midnight(filters.since))
    if filters.until is not None:
        wanted &= Q(at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.about is not None:
        wanted &= Q(object_type=filters.about[0], object_id=filters.about[1])
    return wanted


def _in_any_case(word: str) -> str:
    """A pattern for the word in any case, ё as е: the database itself never folds (foundation/folding.py)."""
    return "".join("[еёЕЁ]" if sign in "еёЕЁ" else _either(sign) for sign in word)


def _either(sign: str) -> str:
    return f"[{sign.lower()}{sign.upper()}]" if sign.isalpha() else re.escape(sign)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
