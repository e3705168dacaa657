"""One's own record: who may see it, and who looked, printed, exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.folding import fold
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.list_views import lists_that_may_name
from edinstvo.registry.members.queries.looks import Taken, mark_in, openings, taken
from edinstvo.registry.members.queries.numbers import spans_of
from edinstvo.registry.offices.queries.sight import offices_of, own_person, stays_of, who_may_see

_SHOWN = 50
# So many names stand open; the others are one press away.
_NAMES_SHOWN = 12
OPENED, TAKEN, LISTED = "opened", "taken", "listed"


@dataclass(frozen=True)
class Look:
    """One line: the look, what the reader was to the record on that day, and what a list was asked for."""

    row: Reading
    office: str
    words: str


@require_safe
@signed_in
def who_sees(request: Request) -> HttpResponse:
    """Who may see one's record, organisation by organisation; of a login without a record, why there is none."""
    person = own_person(seen_by=request.actor)
    if person is None:
        return render(request, "offices/no_record.html")
    stays = stays_of(person)
    watches, earlier = who_may_see(stays, on=timezone.localdate())
    context = {
        "person": person,
        "stay": stays[0] if stays else None,
        "watches": watches,
        "earlier": [watch for watch in earlier if watch.eyes],
        "names_shown": f":{_NAMES_SHOWN}",
        "names_after": f"{_NAMES_SHOWN}:",
        "may_open": bool(stays) and request.actor.may(Power.SEE_MEMBERS, at=stays[0]),
    }
    return render(request, "offices/my_record.html", context)


@require_safe
@signed_in
def looks(request: Request) -> HttpResponse:
    """Who opened one's record; `?what=taken`: printed or exported it; `?what=listed`: looked at lists around it."""
    person = own_person(seen_by=request.actor)
    if person is None:
        return redirect("offices:my-record")
    stays = stays_of(person)
    what = asked if (asked := request.GET.get("what")) in (TAKEN, LISTED) else OPENED
    page = {OPENED: _opened, TAKEN: _taken, LISTED: _listed}[what](request, person, stays)
    chips = {"is_opened": what == OPENED, "is_taken": what == TAKEN, "is_listed": what == LISTED}
    return render(request, "offices/my_looks.html", {"person": person, **chips, **page})


@whole_register(reason=Reason.LOOKS)
def _opened(request: Request, person: Person, stays: Sequence[Membership]) -> dict[str, Any]:
    found = openings(spans=spans_of(person_id=person.pk)).exclude(actor_id=request.actor.user_id or 0)
    before = id_typed(request.GET.get("before", ""))
    rows = list((found if before is None else found.filter(pk__lt=before))[: _SHOWN + 1])
    return _told(rows, person, stays, "?what=opened")


@whole_register(reason=Reason.LOOKS)
def _listed(request: Request, person: Person, stays: Sequence[Membership]) -> dict[str, Any]:
    rows = lists_that_may_name(
        stays=stays, before=id_typed(request.GET.get("before", "")), besides=request.actor.user_id, size=_SHOWN + 1
    )
    return _told(rows, person, stays, "?what=listed")


@whole_register(reason=Reason.LOOKS)
def _taken(request: Request, person: Person, stays: Sequence[Membership]) -> dict[str, Any]:
    rows, has_more = taken(
        spans=spans_of(person_id=person.pk),
        organisation_ids={stay.organisation_id for stay in stays},
        after=mark_in(request.GET.get("after", "")),
        size=_SHOWN,
    )
    offices = offices_of({(one.actor_id, timezone.localdate(one.at)) for one in rows}, stays=stays)
    shown: list[tuple[Taken, str]] = [
        (one, offices.get((one.actor_id, timezone.localdate(one.at)), "")) for one in rows
    ]
    return {"taken": shown, "older": f"?what=taken&after={rows[-1].mark}" if has_more else ""}


def _told(rows: list[Reading], person: Person, stays: Sequence[Membership], address: str) -> dict[str, Any]:
    """A page of looks with the offices of the readers, and the way to the older ones."""
    shown = rows[:_SHOWN]
    days: dict[int, date] = {row.pk: timezone.localdate(row.at) for row in shown}
    offices = offices_of({(row.actor_id, days[row.pk]) for row in shown}, stays=stays)
    lines = [Look(row, offices.get((row.actor_id, days[row.pk]), ""), _words(row, person)) for row in shown]
    return {"lines": lines, "older": f"{address}&before={shown[-1].pk}" if len(rows) > _SHOWN else ""}


def _words(row: Reading, person: Person) -> str:
    """What was asked for; of a search, only where it was for this very name: whom else they sought is not told."""
    if row.how != Reading.How.SOUGHT:
        return row.words
    names = fold(person.full_name).split()
    is_own = all(any(name.startswith(word) for name in names) for word in fold(row.words).split())
    return row.words if is_own else ""
