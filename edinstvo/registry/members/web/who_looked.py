"""Who looked at a member, for those who read the journal where the record is kept."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.actors import logins_of
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.registry.members.queries.looks import Taken, mark_in, openings, taken
from edinstvo.registry.members.queries.numbers import Span, spans_of
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.pages import seen_person

_SHOWN = 50


@require_safe
@signed_in
def looks(request: Request, person_id: int) -> HttpResponse:
    """Who opened the record; with `?taken` who printed papers of it, or took it away in a file."""
    seen = seen_person(request, person_id)
    if not request.actor.may(Power.READ_JOURNAL, at=seen.current):
        raise Http404
    spans = spans_of(person_id=person_id)
    context = {"person": seen.person, "is_taken": "taken" in request.GET, "not_taken": "taken" not in request.GET}
    if "taken" in request.GET:
        rows, has_more = _taken(request, seen, spans)
        context |= {"taken": _takers(rows), "older": f"?taken&after={rows[-1].mark}" if has_more else ""}
    else:
        found = _openings(request, seen, spans)
        context |= {"rows": _lines(request, found[:_SHOWN])}
        context |= {"older": f"?before={found[_SHOWN - 1].pk}" if len(found) > _SHOWN else ""}
    return render(request, "members/looks.html", context)


@whole_register(reason=Reason.LOOKS)
def _openings(request: Request, seen: PersonSeen, spans: Sequence[Span]) -> list[Reading]:
    """All of them for whoever keeps the present record; of somebody who moved on, those made here."""
    found: QuerySet[Reading] = openings(spans=spans)
    if not seen.is_here:
        found = found.filter(request.actor.scope(Power.READ_JOURNAL))
    if (before := id_typed(request.GET.get("before", ""))) is not None:
        found = found.filter(pk__lt=before)
    return list(found[: _SHOWN + 1])


@whole_register(reason=Reason.LOOKS)
def _taken(request: Request, seen: PersonSeen, spans: Sequence[Span]) -> tuple[list[Taken], bool]:
    stays = (
        seen.chain
        if seen.is_here
        else [one for one in seen.memberships if request.actor.may(Power.READ_JOURNAL, at=one)]
    )
    return taken(
        spans=spans,
        organisation_ids={one.organisation_id for one in stays},
        printed=None if seen.is_here else request.actor.scope(Power.READ_JOURNAL),
        after=mark_in(request.GET.get("after", "")),
        size=_SHOWN,
    )


def _lines(request: Request, rows: Sequence[Reading]) -> list[tuple[Reading, str, str]]:
    """Each look with what tells its reader from a namesake, and from where they looked."""
    marks = _marks(rows)
    return [(one, marks.get(one.actor_id, ""), _address(request, one)) for one in rows]


def _takers(rows: Sequence[Taken]) -> list[tuple[Taken, str]]:
    marks = _marks(rows)
    return [(one, marks.get(one.actor_id or 0, "")) for one in rows]


def _marks(rows: Sequence[Reading] | Sequence[Taken]) -> dict[int, str]:
    return logins_of({one.actor_id for one in rows if one.actor_id is not None})


def _address(request: Request, one: Reading) -> str:
    """From where they looked: the business of those who read the journal of that very place."""
    return one.address if request.actor.may(Power.READ_JOURNAL, at=one) else ""
