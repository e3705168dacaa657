"""Changing a record: what changes in a life, another name, and what was written wrongly."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.drafts import draft_done, draft_for
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.correct_member import Dates, correct_member
from edinstvo.registry.members.actions.edit_member import IDENTITY, edit_member
from edinstvo.registry.members.actions.rename_member import Name, rename_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.rules import MembershipDetails, PersonDetails
from edinstvo.registry.members.web.conflicts import both_sides, chosen, version_of, versions_in
from edinstvo.registry.members.web.forms import CorrectForm, EditForm, RenameForm
from edinstvo.registry.members.web.pages import seen_person
from edinstvo.registry.members.web.words import REFUSALS, refuse

_DRAFT = "members-edit"
_NAMES = ("last_name", "first_name", "middle_name")
_OF_PERSON = (*_NAMES, "birth_date")
_DAYS = ("joined_on", "registered_on", "ended_on", "end_reason")


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def edit(request: Request, person_id: int) -> HttpResponse:
    """Contacts, work and papers; and whatever was not known yet."""
    seen = _kept(request, person_id)
    draft = draft_for(request, _DRAFT, person_id)
    stands = _stands(seen, seen.current)
    typed = draft.initial if draft else {}
    form = EditForm(_sent(request, stands), on=timezone.localdate(), initial={**stands, **typed})
    form.leave_out(_known_identity(stands))
    if form.is_valid():
        try:
            _edit(request, seen, form)
        except EditedMeanwhile as refusal:
            fields = [name for name in stands if name in form.fields and name != "version"]
            return both_sides(request, form, stands, membership=refusal.membership, names=fields)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            draft_done(request, _DRAFT, person_id)
            return _saved(request, person_id)
    return _page(request, "members/edit.html", form, seen, draft=draft)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def rename(request: Request, person_id: int) -> HttpResponse:
    """Another name, borne since a day; the former one stays."""
    seen = _kept(request, person_id)
    stands = {name: value for name, value in _stands(seen, seen.current).items() if name in (*_NAMES, "version")}
    form = RenameForm(_sent(request, stands), initial=stands)
    if form.is_valid():
        try:
            _rename(request, seen, form)
        except EditedMeanwhile as refusal:
            return both_sides(request, form, stands, membership=refusal.membership, names=_NAMES)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _saved(request, person_id)
    return _page(request, "members/rename.html", form, seen)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def correct(request: Request, person_id: int, stay_id: int = 0) -> HttpResponse:
    """What was written wrongly: of the person, or only the days of a stay that is past."""
    seen = seen_person(request, person_id)
    stay = _stay(request, seen, stay_id)
    stands = _stands(seen, stay)
    form = CorrectForm(_sent(request, stands), on=timezone.localdate(), initial=stands)
    form.leave_out([] if seen.may_keep else _OF_PERSON)
    form.leave_out(["ended_on", "end_reason", "never_ended"] if stay.is_open else [])
    if form.is_valid():
        try:
            _correct(request, seen, stay, form)
        except EditedMeanwhile as refusal:
            fields = [name for name in (*_OF_PERSON, *_DAYS) if name in form.fields]
            return both_sides(request, form, stands, membership=refusal.membership, names=fields)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _saved(request, person_id)
    return _page(request, "members/correct.html", form, seen, stay=stay)


def _kept(request: Request, person_id: int) -> PersonSeen:
    """The person, whose present record the actor keeps; 404 otherwise."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    return seen


def _stay(request: Request, seen: PersonSeen, stay_id: int) -> Membership:
    stay = next((row for row in seen.memberships if row.pk == stay_id), None) if stay_id else seen.current
    if stay is None or not request.actor.may(Power.KEEP_MEMBERS, at=stay):
        raise Http404
    return stay


def _stands(seen: PersonSeen, stay: Membership) -> dict[str, Any]:
    """Every value a form may ask for, as the form writes it."""
    values = {name: getattr(seen.person, name) for name in PersonDetails.__dataclass_fields__}
    values |= {name: getattr(stay, name) for name in (*MembershipDetails.__dataclass_fields__, *_DAYS)}
    written = {name: day_short(value) if hasattr(value, "isoformat") else value for name, value in values.items()}
    return {**written, "version": version_of(seen, stay)}


def _sent(request: Request, stands: Mapping[str, Any]) -> Any:
    return chosen(request.POST, stands) if request.method == "POST" else None


def _known_identity(stands: Mapping[str, Any]) -> list[str]:
    known = [name for name in IDENTITY if stands[name]]
    return [*known, "has_no_middle_name"] if stands["middle_name"] else known


def _edit(request: Request, seen: PersonSeen, form: EditForm) -> None:
    said, on = form.cleaned_data, timezone.localdate()
    person = {name: getattr(seen.person, name) for name in PersonDetails.__dataclass_fields__}
    details = {name: getattr(seen.current, name) for name in MembershipDetails.__dataclass_fields__}
    edit_member(
        actor=request.actor,
        membership_id=seen.current.pk,
        expected=versions_in(said["version"]),
        person=PersonDetails(**{name: said.get(name, value) for name, value in person.items()}),
        details=MembershipDetails(**{name: said.get(name, value) for name, value in details.items()}),
        category_from=said["category_from"] or on,
        on=on,
        at=timezone.now(),
    )


def _rename(request: Request, seen: PersonSeen, form: RenameForm) -> None:
    said = form.cleaned_data
    rename_member(
        actor=request.actor,
        membership_id=seen.current.pk,
        expected=versions_in(said["version"]),
        name=Name(**{name: said[name] for name in _NAMES}),
        since=said["since"],
        document=said["document"],
        on=timezone.localdate(),
        at=timezone.now(),
    )


def _correct(request: Request, seen: PersonSeen, stay: Membership, form: CorrectForm) -> None:
    said = form.cleaned_data
    person = {name: getattr(seen.person, name) for name in PersonDetails.__dataclass_fields__}
    days = {name: said.get(name, getattr(stay, name)) for name in _DAYS}
    if said.get("never_ended"):
        days |= {"ended_on": None, "end_reason": ""}
    correct_member(
        actor=request.actor,
        membership_id=stay.pk,
        expected=versions_in(said["version"]),
        person=PersonDetails(**{name: said.get(name, value) for name, value in person.items()}),
        dates=Dates(**days),
        reason=said["reason"],
        on=timezone.localdate(),
        at=timezone.now(),
    )


def _saved(request: Request, person_id: int) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("members:page", person_id)


def _page(request: Request, template: str, form: Any, seen: PersonSeen, **more: Any) -> HttpResponse:
    context = {"form": form, "seen": seen, "person": seen.person, **more}
    return render(request, template, context, status=422 if form.errors else 200)
