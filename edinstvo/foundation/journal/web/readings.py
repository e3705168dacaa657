"""How much everybody reads, with what is unusual first; and what one of them looked at."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actors import told_apart
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.journal.queries import readers, readings
from edinstvo.foundation.ui.fields import id_typed

_SHOWN = 50
_PERIOD = timedelta(days=30)


@require_safe
@signed_in
def who_reads(request: Request) -> HttpResponse:
    """Everybody who looked at people of the branch in the last thirty days; `?who=` their looks one by one."""
    if not request.actor.may(Power.READ_JOURNAL):
        raise Http404
    who = id_typed(request.GET.get("who", ""))
    if who is None:
        found = readers(since=timezone.now() - _PERIOD, seen_by=request.actor)
        marks = _marks(request, {one.actor_id for one in found})
        rows = [(one, marks.get(one.actor_id, "")) for one in found]
        return render(request, "journal/readers.html", {"readers": rows, "days": _PERIOD.days})
    of_one = readings(seen_by=request.actor).filter(actor_id=who)
    return _looks(request, of_one, who)


def _marks(request: Request, ids: Collection[int]) -> dict[int, str]:
    """What tells people of one name apart."""
    return told_apart(ids, since=timezone.localdate(timezone.now() - _PERIOD), seen_by=request.actor)


def _looks(request: Request, found: QuerySet[Reading], who: int) -> HttpResponse:
    before = id_typed(request.GET.get("before", ""))
    rows = list((found if before is None else found.filter(pk__lt=before))[: _SHOWN + 1])
    older = rows[_SHOWN - 1].pk if len(rows) > _SHOWN else None
    # Of whom one may see no look, one learns nothing.
    name, mark = (rows[0].actor_name, _marks(request, {who}).get(who, "")) if rows else ("", "")
    context = {"rows": rows[:_SHOWN], "older": older, "who": who, "name": name, "mark": mark}
    return render(request, "journal/looks.html", context)
