"""The composition of an organisation: who holds which office, today or on a past day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.fields import date_parts
from edinstvo.registry.offices.models import OfficeKind
from edinstvo.registry.offices.permissions import may_enter, may_issue_to_chairs_below, may_see_staff
from edinstvo.registry.offices.queries.standing import Holder, composition, kinds_at, past_mandates, terms_running_out
from edinstvo.registry.offices.rules import role_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import by_id, chain_of, organisation

_PAST_SHOWN, _TERMS_SHOWN = 30, 100


@require_safe
@signed_in
def shown(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Who holds which office; with `?on=`, who held it then, and with `?known=` as it was known then."""
    place = seen(request, inpo=inpo, id=id)
    today = timezone.localdate()
    on, is_wrong = day_asked(request, "on")
    known_on, is_known_wrong = day_asked(request, "known")
    is_past = on is not None and on <= today
    context: dict[str, Any] = {
        "organisation": place,
        "chain": chain_of(place),
        "on": on if is_past else today,
        "asked_on": on,
        "is_past": is_past,
        "known_on": known_on,
        "is_day_wrong": is_wrong or is_known_wrong,
        "is_day_to_come": on is not None and on > today,
        "lines": lines(place, on=on if is_past and on else today, known_on=known_on, actor=request.actor),
    }
    if not is_past:
        context |= {
            "may_fill": place.is_open and bool(offices_open(place, request.actor)),
            "past": past_mandates(place, seen_by=request.actor)[:_PAST_SHOWN],
            "sees_staff": may_see_staff(request.actor, place),
            "may_issue": may_issue_to_chairs_below(request.actor, place),
        }
    return render(request, "offices/composition.html", context)


@require_safe
@signed_in
def terms(request: Request, inpo: str) -> HttpResponse:
    """Whose terms are over or soon will be, in the organisation and everything below it; the earliest first."""
    place, today = seen(request, inpo=inpo), timezone.localdate()
    found = list(terms_running_out(place, on=today, seen_by=request.actor)[: _TERMS_SHOWN + 1])
    rows = [(row, may_enter(request.actor, row.organisation, row.office)) for row in found[:_TERMS_SHOWN]]
    context = {"organisation": place, "chain": chain_of(place), "rows": rows, "on": today}
    return render(request, "offices/terms.html", {**context, "has_more": len(found) > _TERMS_SHOWN})


def seen(request: Request, *, inpo: str = "", id: int = 0) -> Organisation:
    """The organisation of the address, or 404 where it is not the actor's to see."""
    try:
        return organisation(inpo=inpo, seen_by=request.actor) if inpo else by_id(id=id, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None


def lines(
    place: Organisation, *, on: date, actor: Actor, known_on: date | None = None
) -> list[tuple[Holder, bool, bool]]:
    """The composition, and of each mandate whether the actor may keep it, and issue a letter to its holder."""
    held = composition(place, on=on, seen_by=actor, known_on=known_on)
    kept = [known_on is None and may_enter(actor, place, one.mandate.office) for one in held]
    return [(one, keeps, keeps and _takes_a_letter(place, one)) for one, keeps in zip(held, kept, strict=True)]


def _takes_a_letter(place: Organisation, one: Holder) -> bool:
    return (
        place.is_open
        and one.mandate.ended_on is None
        and role_of(office=one.mandate.office, level=place.level) is not None
    )


def offices_open(place: Organisation, actor: Actor) -> list[OfficeKind]:
    """The offices of the organisation that the actor may fill."""
    return [kind for kind in kinds_at(place) if may_enter(actor, place, kind.office)]


def day_asked(request: Request, name: str) -> tuple[date | None, bool]:
    """(the day in the address, whether what stands there is none)."""
    typed = request.GET.get(name, "")
    parts = date_parts(typed)
    try:
        return (date(*parts), False) if parts else (None, bool(typed.strip()))
    except ValueError:
        return None, True
