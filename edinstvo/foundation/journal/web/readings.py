"""Who looked: at one person, or how much everybody reads, with what is unusual first."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry, Reading
from edinstvo.foundation.journal.queries import entries, readers, readings

_SHOWN = 50
_PERIOD = timedelta(days=30)
_CARRIED_AWAY = ("member_printed", "members_exported")


@require_safe
@signed_in
def who_reads(request: Request) -> HttpResponse:
    """Everybody who looked at people of the branch in the last thirty days; `?who=` their looks one by one."""
    if not request.actor.may(Power.READ_JOURNAL):
        raise Http404
    who = _number(request.GET.get("who", ""))
    if who is None:
        found = readers(since=timezone.now() - _PERIOD, seen_by=request.actor)
        return render(request, "journal/readers.html", {"readers": found, "days": _PERIOD.days})
    of_one = readings(seen_by=request.actor).filter(actor_id=who)
    return _looks(request, of_one, None)


@require_safe
@signed_in
def who_looked(request: Request, person_id: int) -> HttpResponse:
    """Who opened the record of one person, and who carried a paper of it away."""
    if not request.actor.may(Power.READ_JOURNAL):
        raise Http404
    of_person = readings(seen_by=request.actor).filter(person_id=person_id)
    papers = entries(seen_by=request.actor).filter(object_type="person", object_id=person_id, verb__in=_CARRIED_AWAY)
    return _looks(request, of_person, list(papers[:_SHOWN]))


def _looks(request: Request, found: QuerySet[Reading], papers: list[Entry] | None) -> HttpResponse:
    before = _number(request.GET.get("before", ""))
    rows = list((found if before is None else found.filter(pk__lt=before))[: _SHOWN + 1])
    context: dict[str, Any] = {"rows": rows[:_SHOWN], "papers": papers, "is_of_person": papers is not None}
    context["older"] = rows[_SHOWN - 1].pk if len(rows) > _SHOWN else None
    context["who"] = _number(request.GET.get("who", ""))
    return render(request, "journal/looks.html", context)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= 18 else None
