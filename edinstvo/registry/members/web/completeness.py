"""What to mend next: how complete the records of a place are, what lacks most, where, and whose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.paging import page_asked, pager_by_key
from edinstvo.registry.members.actions.count_members import lacking_in
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.completeness import (
    Completeness,
    completeness_of,
    cursor_below,
    least_known,
    widest_gaps,
)
from edinstvo.registry.members.web.listing import asked_of
from edinstvo.registry.members.web.words import LABELS
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of, number_of

_SHOWN = 50
# What each lack keeps from being done: why somebody would fill it in.
WHY = {
    "birth_date": _("no age, no jubilee, and namesakes cannot be told apart"),
    "sex": _("the yearly report counts women and men"),
    "category": _("workers, students and pensioners are counted apart"),
    "joined_on": _("years in the union cannot be told"),
    "phone": _("nobody can call or write"),
}


@dataclass(frozen=True)
class Lack:
    """One essential: how many lack it, and the list of them."""

    name: str
    label: str
    why: str
    people: int
    url: str


@dataclass(frozen=True)
class Missing:
    """One field that a record lacks, and its place in the form."""

    label: str
    url: str


@require_safe
@signed_in
def completeness(request: Request) -> HttpResponse:
    """The completeness of the place of `?organisation=`; with several branches and none named, one to choose."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    place = asked_of(request).place
    if place is None:
        heads = [one for one in heads_of(seen_by=request.actor) if request.actor.may(Power.SEE_MEMBERS, at=one)]
        return render(request, "members/completeness.html", {"heads": completeness_of(heads)})
    [said] = completeness_of([place])
    on, incomplete_url = timezone.localdate(), list_url(place, incomplete="1")
    context = {"place": place, "said": said, "on": on, "lacks": lacks_of(said), "incomplete_url": incomplete_url}
    if place.keeps_members:
        may_keep = request.actor.may(Power.KEEP_MEMBERS, at=place)
        rows = least_known(place, on=on, seen_by=request.actor) if said.gap else []
        context |= {"people": [(row, missing_of(row, may_keep=may_keep)) for row in rows]}
    return render(request, "members/completeness.html", context | _below(request, place))


def lacks_of(said: Completeness) -> list[Lack]:
    """What is lacking, what most people lack first; what nobody lacks is left out."""
    names = sorted((name for name in said.lacking if said.lacking[name]), key=lambda name: -said.lacking[name])
    return [
        Lack(name, str(LABELS[name]), str(WHY[name]), said.lacking[name], list_url(said.organisation, lacks=name))
        for name in names
    ]


def missing_of(stay: Membership, *, may_keep: bool) -> list[Missing]:
    """The fields that a record lacks, each leading into the form; to whoever may not fill it in, only named."""
    edit = reverse("members:edit", args=[stay.person_id]) if may_keep else ""
    return [Missing(str(LABELS[name]), f"{edit}#id_{name}" if edit else "") for name in lacking_in(stay)]


def completeness_url(place: Organisation, **page: Any) -> str:
    """The page about this place."""
    return f"{reverse('members:completeness')}?{urlencode({'organisation': number_of(place), **page})}"


def list_url(place: Organisation, **question: str) -> str:
    """The list of members of the place, narrowed."""
    return f"{reverse('members:list')}?{urlencode({'organisation': number_of(place), **question})}"


def _below(request: Request, place: Organisation) -> dict[str, object]:
    asked = page_asked(request)
    cursor = cursor_below(id=asked[0], above=place, back=asked[1], seen_by=request.actor) if asked else None
    page = widest_gaps(place, seen_by=request.actor, cursor=cursor, size=_SHOWN)
    pager = pager_by_key(page, name=lambda row: row.short_name, url=lambda **at: completeness_url(place, **at))
    return {"below": list(_lines(completeness_of(page.rows))), "pager": pager, "has_pages": page.previous or page.next}


def _lines(rows: list[Completeness]) -> Iterator[tuple[Completeness, str, str]]:
    """(figures, page about it, list of its incomplete records)."""
    for said in rows:
        yield said, completeness_url(said.organisation), list_url(said.organisation, incomplete="1")
