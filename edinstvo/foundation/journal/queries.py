"""Reading the journal, by branch, by object, by what was done, by whom and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry, Reading


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


@dataclass(frozen=True)
class Reader:
    """How much somebody read in a period. `people` are records opened, one counted once a day; `lists` were looked at.

    `most_in_a_day` is the greatest number of people on one day, `at_night` the looks between 23 and 6 o'clock.
    """

    actor_id: int
    name: str
    people: int
    lists: int
    most_in_a_day: int
    at_night: int
    is_unusual: bool


# More people opened in a day than anybody opens who works with them one by one, and many times what others open.
_MANY_IN_A_DAY, _TIMES_THE_OTHERS, _NIGHTS = 100, 5, 10


def readings(*, seen_by: Actor) -> QuerySet[Reading]:
    """The looks at people of the branches whose journal the actor may read, newest first."""
    return Reading.objects.filter(seen_by.scope(Power.READ_JOURNAL)).order_by("-id")


def readers(*, since: datetime, seen_by: Actor) -> list[Reader]:
    """Who read how much since a moment, by login and not by name, the unusual first, then whoever read most.

    Two statements. Named as when they looked last.
    Unusual: more than a hundred people in a day, or five times the middle one of the others and more than twenty, or
    more than ten looks at night.
    """
    days = list(_days(since, seen_by))
    last = {row["actor_id"]: row["last"] for row in sorted(days, key=lambda row: row["last"])}
    names = dict(Reading.objects.filter(pk__in=last.values()).values_list("actor_id", "actor_name"))
    found = {id_: Reader(id_, names[id_], 0, 0, 0, 0, False) for id_ in last}
    for row in days:
        was = found[row["actor_id"]]
        found[row["actor_id"]] = replace(
            was,
            people=was.people + row["people"],
            lists=was.lists + row["lists"],
            most_in_a_day=max(was.most_in_a_day, row["people"]),
            at_night=was.at_night + row["night"],
        )
    told = [replace(one, is_unusual=_is_unusual(one, list(found.values()))) for one in found.values()]
    return sorted(told, key=lambda one: (not one.is_unusual, -one.people, one.name))


def _days(since: datetime, seen_by: Actor) -> QuerySet[Reading, dict[str, Any]]:
    """What each login read on each day, and the last look of that day."""
    found = readings(seen_by=seen_by).filter(at__gte=since).order_by().values("actor_id", day=TruncDate("at"))
    return found.annotate(
        people=Count("person_id", distinct=True),
        lists=Count("pk", filter=Q(person_id=None)),
        night=Count("pk", filter=Q(at__hour__gte=23) | Q(at__hour__lt=6)),
        last=Max("pk"),
    )


def _is_unusual(one: Reader, readers: Sequence[Reader]) -> bool:
    others = [other.most_in_a_day for other in readers if other is not one]
    middle = median(others) if others else one.most_in_a_day
    stands_out = one.most_in_a_day > 20 and one.most_in_a_day > _TIMES_THE_OTHERS * middle
    return one.most_in_a_day > _MANY_IN_A_DAY or stands_out or one.at_night > _NIGHTS


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
