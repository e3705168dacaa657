"""Taking people on record: somebody new, and a former member again."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.drafts import draft_done, draft_for
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.admit_member import (
    AlreadyAMember,
    FormerlyElsewhere,
    NamesakeHere,
    admit_member,
)
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere, TransferWaits
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_return import RecordedAsDead
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.queries.places import places_within
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, name_key
from edinstvo.registry.members.web.first_days import tell_early_day
from edinstvo.registry.members.web.forms import AdmitForm, ReadmitForm
from edinstvo.registry.members.web.life_words import REFUSALS as WORKPLACE_REFUSALS
from edinstvo.registry.members.web.life_words import sentence as workplace_sentence
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.members.web.transferring import ask_for
from edinstvo.registry.members.web.words import REFUSALS, recorded_as_dead, refuse
from edinstvo.registry.members.web.workplaces import note_from_admission
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import by_id, organisation, organisations

_DRAFT = "members-admit"
# Somebody of that name is known, alive or dead: the person at the form is asked.
OF_SOMEBODY = (FormerlyElsewhere, NamesakeHere, RecordedAsDead)
Details = TypeVar("Details", PersonDetails, MembershipDetails)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def admit(request: Request) -> HttpResponse:
    """Admit somebody to the organisation of `?organisation=`, of the draft, or the actor's only one."""
    draft = draft_for(request, _DRAFT, "new")
    typed = draft.initial if draft else {}
    place = place_to_admit(request, typed)
    if place is None:
        return render(request, "members/admit_where.html", {})
    require_keeping(request.actor, place)
    places = places_within(place)
    form = AdmitForm(sent(request), on=timezone.localdate(), initial={**typed, "organisation": place.inpo})
    form.set_places([(str(row.pk), row.short_name) for row in places])
    context: dict[str, Any] = {"form": form, "place": place, "draft": draft}
    if form.is_valid():
        try:
            admitted = _admitted(request, form, chosen_place(places, form.cleaned_data))
        except OF_SOMEBODY as met:
            context |= about_somebody(request, form, met)
        except AlreadyAMember as refusal:
            if way_on := _settled(request, form, refusal.membership, places, context):
                return redirect(way_on)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            draft_done(request, _DRAFT, "new")
            _say(request, _admitted_words(admitted), admitted)
            return redirect("members:page", admitted.person_id)
    return render(request, "members/admit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def readmit(request: Request, person_id: int) -> HttpResponse:
    """Take a former member on record again, where they were or in `?organisation=`."""
    seen = seen_person(request, person_id)
    if seen.current.is_open or seen.died:
        if seen.died:
            messages.warning(request, recorded_as_dead(seen.died))
        return redirect("members:page", person_id)
    number = request.GET.get("organisation", "")
    place = _found(request, number) if number else seen.current.organisation
    require_keeping(request.actor, place)
    places = places_within(place)
    stood = {name: getattr(seen.current, name) for name in ("category", "position", "subdivision", "ticket_number")}
    form = ReadmitForm(sent(request), on=timezone.localdate(), initial=stood)
    form.set_places([(str(row.pk), row.short_name) for row in places])
    context: dict[str, Any] = {"form": form, "place": place, "seen": seen, "person": seen.person}
    if form.is_valid():
        try:
            place_now = chosen_place(places, form.cleaned_data)
            opened = _readmitted(request, form, person_id, place_now, seen.current.joined_on)
        except AlreadyAMember:
            context["is_elsewhere"] = True
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            _say(request, _("%(name)s is on record again."), opened)
            return redirect("members:page", person_id)
    return render(request, "members/readmit.html", context, status=422 if form.is_bound else 200)


def _say(request: Request, words: str, stay: Membership) -> None:
    messages.success(request, words % {"name": stay.person.full_name})
    tell_early_day(request, stay)


def _admitted_words(stay: Membership) -> str:
    """Whoever was a member before goes on in the record of then, and is told so."""
    again = _("%(name)s is on record again: the former record goes on, the seniority with its interruption.")
    return again if stay.person.memberships.count() > 1 else _("%(name)s is on record.")


def _admitted(request: Request, form: AdmitForm, place: Organisation) -> Membership:
    said, on = form.cleaned_data, timezone.localdate()
    registered_on = said["registered_on"] or said["decision_on"] or on
    return admit_member(
        actor=request.actor,
        organisation=place,
        person=details_of(PersonDetails, said),
        membership=details_of(MembershipDetails, {**said, "joined_on": said["joined_on"] or registered_on}),
        on=on,
        registered_on=registered_on,
        at=timezone.now(),
        # The answer holds for the person it was asked about, not for whoever is typed over them.
        **answered(request, form),
    )


def _settled(
    request: Request, form: AdmitForm, stay: Membership, places: list[Organisation], context: dict[str, Any]
) -> str | None:
    """Where to go after a transfer was asked for, or a second workplace entered, as the button pressed says.

    The answer holds for the person it was offered about. Without one the page offers both: `context` learns who is on
    record where.
    """
    context |= {"already": stay, "asked": whom(form), "is_ours": request.actor.may(Power.SEE_MEMBERS, at=stay)}
    pressed = {"ask_transfer", "works_here_too"} & request.POST.keys()
    if not pressed or form.cleaned_data["asked"] != whom(form):
        return None
    place = chosen_place(places, form.cleaned_data)
    try:
        if "works_here_too" in pressed:
            way_on = note_from_admission(request, stay, place, form.cleaned_data)
        else:
            asked = ask_for(request, stay, place, form.cleaned_data)
            way_on = reverse("members:transfer", args=[asked.pk])
    except TransferWaits:
        context["asked_elsewhere"] = True
    except (EndedAlready, OnRecordThere, *REFUSALS) as refusal:
        refuse(form, refusal)
    except WORKPLACE_REFUSALS as refusal:
        form.add_error(None, workplace_sentence(refusal))
    else:
        draft_done(request, _DRAFT, "new")
        return way_on
    return None


def answered(request: Request, form: Form) -> dict[str, bool]:
    """What was answered to the question whether this is somebody known, if it was asked about whoever is typed now."""
    is_of_them = form.cleaned_data["asked"] == whom(form)
    return {f"{name}_person": is_of_them and name in request.POST for name in ("is_another", "is_same")}


def about_somebody(
    request: Request, form: Form, met: FormerlyElsewhere | NamesakeHere | RecordedAsDead
) -> dict[str, Any]:
    """What the form asks about namesakes (elsewhere: `_formerly.html`), or says (`_died.html`) of the dead."""
    if isinstance(met, FormerlyElsewhere):
        return {"formerly": True, "asked": whom(form)}
    if isinstance(met, NamesakeHere):
        return {"namesakes": met.namesakes, "asked": whom(form)}
    died = met.membership
    sees, keeps = (request.actor.may(power, at=died) for power in (Power.SEE_MEMBERS, Power.KEEP_MEMBERS))
    return {"died": died, "asked": whom(form), "sees_the_dead": sees, "keeps_the_dead": keeps}


def _readmitted(
    request: Request, form: ReadmitForm, person_id: int, place: Organisation, joined_on: date | None
) -> Membership:
    said, on = form.cleaned_data, timezone.localdate()
    return readmit_member(
        actor=request.actor,
        person_id=person_id,
        organisation=place,
        membership=details_of(MembershipDetails, {**said, "joined_on": joined_on}),
        on=on,
        registered_on=said["registered_on"] or said["decision_on"] or on,
        at=timezone.now(),
    )


def details_of(kind: type[Details], said: Mapping[str, Any]) -> Details:
    """What a form said, as the action wants it; what it did not ask for is not said."""
    return kind(**{field.name: said[field.name] for field in fields(kind) if field.name in said})


def whom(form: Form) -> str:
    """Whom a question about namesakes is about."""
    said = form.cleaned_data
    key = name_key(last_name=said["last_name"], first_name=said["first_name"], middle_name=said["middle_name"])
    return " ".join([*key.split(), str(said["birth_date"] or "")]).strip()


def chosen_place(places: list[Organisation], said: Mapping[str, Any]) -> Organisation:
    """The part chosen in the form, or the organisation itself."""
    return next((row for row in places if str(row.pk) == said.get("place")), places[0])


def place_to_admit(request: Request, typed: Mapping[str, Any]) -> Organisation | None:
    """The organisation of the address, of what was typed before, or the actor's only one; None where none is meant."""
    number = request.GET.get("organisation") or request.POST.get("organisation")
    found = _found(request, number) if number else _drafted(request, typed)
    if found is not None:
        return found if found.keeps_members else None
    branches = request.actor.branches(Power.KEEP_MEMBERS)
    if not branches:
        raise Http404
    if len(branches) == 1 and branches[0].level is Level.PRIMARY:
        return by_id(id=branches[0].organisation_id, seen_by=request.actor)
    return None


def _drafted(request: Request, typed: Mapping[str, Any]) -> Organisation | None:
    """Where the draft was begun, unless the actor has left since."""
    number = typed.get("organisation", "")
    return organisations(seen_by=request.actor).filter(inpo=number).first() if number else None


def _found(request: Request, number: str) -> Organisation:
    try:
        return organisation(inpo=number, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
