"""The list of members and the page of one of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Membership, Person, Transfer
from edinstvo.registry.members.queries.listing import counts, page_of_members
from edinstvo.registry.members.queries.merges import kept_instead, merges_of
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.person import PersonSeen, person_seen
from edinstvo.registry.members.queries.places import places_around
from edinstvo.registry.members.queries.search import MOST, search
from edinstvo.registry.members.queries.seniority import seniority_of
from edinstvo.registry.members.queries.transfers import told_of
from edinstvo.registry.members.rules.people import ESSENTIALS, completeness
from edinstvo.registry.members.web.chips import chips_of, saved_chips_of
from edinstvo.registry.members.web.completeness import missing_of
from edinstvo.registry.members.web.history import changes_of, life_of
from edinstvo.registry.members.web.listing import (
    Asked,
    asked_of,
    cursor_of,
    elsewhere_of,
    how_many,
    pager_of,
    total_of,
)
from edinstvo.registry.members.web.looks import note_list, note_opening
from edinstvo.registry.members.web.rows import lines_of, place_options
from edinstvo.registry.members.web.seniority_words import SeniorityTold, told

# A transfer that came to nothing is told of on the member's page for so long.
_TOLD_FOR = timedelta(days=90)


@require_safe
@signed_in
def members_list(request: Request) -> HttpResponse:
    """The members of a branch, filtered and in an order; or, with words in `q`, whoever they find."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    asked, on = asked_of(request), timezone.localdate()
    counted = counts(organisation=asked.place, on=on, seen_by=request.actor)
    chips = {"chips": chips_of(asked, counted), "saved": saved_chips_of(asked)}
    context = {"asked": asked, "on": on, "counted": counted, **chips, **_may(asked)}
    context |= _found(request, asked, counted, on=on)
    if not asked.form.is_mistyped:
        note_list(request, asked)
    if asked.place is not None and not asked.is_one_primary:
        places = places_around(asked.place, seen_by=request.actor)
        context |= {"places": places, "place_options": place_options(places, chosen=asked.place)}
    is_part = request.htmx and not request.htmx.history_restore_request
    template, status = "members/_found.html" if is_part else "members/list.html", 422 if asked.form.is_mistyped else 200
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@signed_in
def member(request: Request, person_id: int) -> HttpResponse:
    """Everything the actor may know of one person; the old address of a merged record leads to the one that is kept."""
    try:
        seen, on = person_seen(person_id=person_id, seen_by=request.actor), timezone.localdate()
    except Person.DoesNotExist:
        return _led_on(request, person_id)
    note_opening(request, seen)
    return render(
        request,
        "members/page.html",
        {
            "seen": seen,
            "person": seen.person,
            "stay": seen.current,
            **_completeness(seen),
            "life": life_of(seen),
            "suspension": next((fact for fact in seen.suspensions if fact.goes_on), None),
            "seniority": _seniority(seen, on=on),
            "changes": changes_of(seen, seen_by=request.actor),
            "merges": merges_of(person_id=person_id) if seen.is_merged else [],
            "kept_stays": {row.pk for row in seen.memberships if request.actor.may(Power.KEEP_MEMBERS, at=row)},
            "may_read_journal": request.actor.may(Power.READ_JOURNAL, at=seen.current),
            "transfer": _transfer(seen, on=on),
            "on": on,
        },
    )


def seen_person(request: Request, person_id: int) -> PersonSeen:
    """The person of the address, or 404 where nothing of them is the actor's to see."""
    try:
        return person_seen(person_id=person_id, seen_by=request.actor)
    except Person.DoesNotExist:
        raise Http404 from None


def _led_on(request: Request, person_id: int) -> HttpResponse:
    """To the page of the record into which this one was merged, or 404."""
    kept_id = kept_instead(person_ids=[person_id]).get(person_id, person_id)
    return redirect("members:page", seen_person(request, kept_id).person.pk)


def _found(request: Request, asked: Asked, counted: dict[str, int | None], *, on: date) -> dict[str, Any]:
    """The lines of the list: whoever the words find, or a page of all; none where a condition cannot be understood."""
    if asked.form.is_mistyped:
        # Without that condition it would be a larger list than was asked for, to be exported and changed as well.
        return {"rows": [], "mistyped": asked.form.mistyped}
    if asked.words:
        among: dict[str, Any] = {"filters": asked.filters} if asked.conditions else {"organisation": asked.place}
        found = search(text=asked.words, on=on, seen_by=asked.actor, most=MOST + 1, **among)
        return {"rows": _lines(asked, found[:MOST]), "has_more": len(found) > MOST}
    cursor = cursor_of(request, asked)
    page = page_of_members(filters=asked.filters, on=on, seen_by=asked.actor, cursor=cursor)
    total = total_of(asked, counted, on=on)
    shown = {"rows": _lines(asked, page.rows), "pager": pager_of(asked, page, total)}
    return {**shown, **how_many(asked, total), "elsewhere": elsewhere_of(asked)}


def to_be_corrected(request: Request) -> HttpResponse:
    """To the list, which says what of its conditions cannot be understood."""
    return redirect(f"{reverse('members:list')}?{request.GET.urlencode()}")


def sent(request: Request) -> QueryDict | None:
    """What a form sent, or None where it is only opened."""
    return request.POST if request.method == "POST" else None


def _lines(asked: Asked, memberships: Sequence[Membership]) -> list[SafeString]:
    return list(lines_of(memberships, is_one_primary=asked.is_one_primary, since=_beginning(asked.filters)))


def _beginning(filters: Filters) -> str:
    """Of which beginning a period is asked for."""
    if filters.came_from or filters.came_to:
        return "registered_on"
    return "joined_on" if filters.joined_from or filters.joined_to else ""


def _may(asked: Asked) -> dict[str, Any]:
    """What the actor may do in the place of the list."""
    place, actor = asked.place, asked.actor
    with_list = {
        "may_export": actor.may(Power.EXPORT_MEMBERS, at=place),
        "may_categorise": actor.may(Power.KEEP_MEMBERS, at=place) and asked.is_of_today,
    }
    if place is None or not place.is_open:
        return with_list
    return {
        **with_list,
        "may_admit": place.keeps_members and actor.may(Power.KEEP_MEMBERS, at=place),
        "may_import": _may_import(actor, asked),
    }


def _may_import(actor: Actor, asked: Asked) -> bool:
    return asked.place is not None and actor.may(Power.IMPORT_MEMBERS, at=asked.place)


def _transfer(seen: PersonSeen, *, on: date) -> Transfer | None:
    """The transfer that waits, or that has lapsed not long ago."""
    told = told_of(seen.person.pk) if seen.is_asked_for else None
    is_old = told is not None and told.closed_at is not None and on - timezone.localdate(told.closed_at) > _TOLD_FOR
    return None if is_old else told


def _seniority(seen: PersonSeen, *, on: date) -> SeniorityTold | None:
    """What is told of the seniority, to whoever sees the whole chain."""
    if not seen.is_here:
        return None
    found = seniority_of(stays=seen.chain, suspensions=seen.suspensions, rules=seen.rules, on=on)
    return told(found) if found else None


def _completeness(seen: PersonSeen) -> dict[str, Any]:
    """How complete a present record is, and what lacks; nothing of one that moved on or ended."""
    if not (seen.is_here and seen.current.is_open):
        return {}
    missing = missing_of(seen.current, may_keep=seen.may_keep)
    known = len(ESSENTIALS) - len(missing)
    score = completeness(lacking=len(missing))
    return {"missing": missing, "known": known, "essentials": len(ESSENTIALS), "score": score}
