"""Filling an office: find the person among those on record, then say which office, since when, by which decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.listing import memberships
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.offices.actions.fill_office import fill_office
from edinstvo.registry.offices.actions.refuse_end import End
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.offices.queries.standing import sole_holders
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.offices.web.addresses import offices_address
from edinstvo.registry.offices.web.forms import FillForm
from edinstvo.registry.offices.web.pages import offices_open, seen
from edinstvo.registry.offices.web.words import REFUSALS, refuse, whom_it_ends
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import by_id, chain_of

_FOUND = 20


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def fill(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """First who, then the office."""
    place = seen(request, inpo=inpo, id=id)
    kinds = offices_open(place, request.actor)
    if not kinds or not place.is_open:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    person = _person(request, asked.get("person", ""))
    if person is None:
        return _find(request, place)
    initial = {"person": person.pk, "since": timezone.localdate()}
    offices = {kind.office for kind in kinds}
    held = [one for one in sole_holders(place, seen_by=request.actor) if one.office in offices]
    typed = request.POST if request.method == "POST" else None
    form = FillForm(typed, kinds=kinds, held=whom_it_ends(held), initial=initial)
    if form.is_valid():
        try:
            mandate = _fill(request, place, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _entered(mandate))
            return redirect(offices_address(place))
    context = {"organisation": place, "chain": chain_of(place), "person": person, "form": form}
    return render(request, "offices/fill.html", context, status=422 if form.errors else 200)


def _entered(mandate: Mandate) -> str:
    if mandate.is_open:
        return _("It is entered. Whoever has a login has the powers of the office at once.")
    return _("It is entered: the mandate is over, and shown among those who held an office before.")


def _fill(request: Request, place: Organisation, form: FillForm) -> Mandate:
    said = dict(form.cleaned_data)
    reason = said.pop("end_reason")
    return fill_office(
        actor=request.actor,
        organisation=place,
        office=said.pop("office"),
        person_id=said.pop("person"),
        succeeds=said.pop("succeeds"),
        end=End(ended_on=said.pop("ended_on"), reason=EndReason(reason) if reason else None),
        details=MandateDetails(**said),
        at=timezone.now(),
    )


def _find(request: Request, place: Organisation) -> HttpResponse:
    """Who is or was on record in the organisation or below it, found as people type."""
    typed = search_words(request.GET.get("q", ""))
    record = _where_sought(request, place)
    keeps = request.actor.may(Power.KEEP_MEMBERS, at=record)
    context: dict[str, Any] = {
        "organisation": place,
        "chain": chain_of(place),
        "typed": typed,
        "record": record,
        "may_admit": keeps and record.keeps_members and record.inpo,
        "may_name_chair": place.inpo and request.actor.may(Power.KEEP_MEMBERS, at=place),
    }
    if typed:
        found = search(
            text=typed,
            on=timezone.localdate(),
            seen_by=request.actor,
            organisation=record,
            most=_FOUND + 1,
        )
        context |= {"rows": found[:_FOUND], "has_more": len(found) > _FOUND}
    return render(request, "offices/fill_who.html", context)


def _where_sought(request: Request, place: Organisation) -> Organisation:
    """The people of a part of a primary are on the record of the primary."""
    if place.level is None and place.primary_id is not None:
        return by_id(id=place.primary_id, seen_by=request.actor)
    return place


def _person(request: Request, typed: str) -> Person | None:
    """The person with this id, if any stay of theirs is the actor's to see."""
    if (id_ := id_typed(typed)) is None:
        return None
    stay: Membership | None = memberships(seen_by=request.actor).filter(person_id=id_).select_related("person").first()
    return stay.person if stay else None
