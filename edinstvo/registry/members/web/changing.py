"""Changing a record: what changes in a life, another name, and what was written wrongly."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.drafts import draft_done, draft_for
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.correct_member import Dates, correct_member
from edinstvo.registry.members.actions.edit_member import IDENTITY, edit_member
from edinstvo.registry.members.actions.rename_member import Name, rename_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import PersonSeen, known_now
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.members.web.conflicts import opened_with, version_of, versions_in, written
from edinstvo.registry.members.web.first_days import tell_early_day
from edinstvo.registry.members.web.forms import CorrectForm, EditForm, RenameForm
from edinstvo.registry.members.web.pages import seen_person
from edinstvo.registry.members.web.saving import Act, answer

_DRAFT = "members-edit"
_NAMES = ("last_name", "first_name", "middle_name")
_OF_PERSON = (*_NAMES, "birth_date")
_DAYS = ("joined_on", "registered_on", "ended_on", "end_reason")
_EDITED = (*PersonDetails.__dataclass_fields__, *MembershipDetails.__dataclass_fields__)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def edit(request: Request, person_id: int) -> HttpResponse:
    """Contacts, work and papers; and whatever was not known yet."""
    return _edited(request, person_id)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def rename(request: Request, person_id: int) -> HttpResponse:
    """Another name, borne since a day; the former one stays."""
    return _renamed(request, person_id)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def correct(request: Request, person_id: int, stay_id: int = 0) -> HttpResponse:
    """What was written wrongly: of the person, or only the days of a stay that is past."""
    return _corrected(request, person_id, stay_id)


def _edited(request: Request, person_id: int) -> HttpResponse:
    seen = _kept(request, person_id)
    draft = draft_for(request, _DRAFT, person_id)
    stands = _stands(seen, seen.current)
    typed = draft.initial if draft else {}
    opened = opened_with(request.POST.get("version", typed.get("version", "")), seen, seen.current) or stands
    known = _known_identity(stands, opened, request.POST or typed)

    def form_of(sent: Any) -> EditForm:
        form = EditForm(sent, on=timezone.localdate(), initial={**stands, **typed})
        form.leave_out(known)
        return form

    def save(form: EditForm) -> None:
        _edit(request, seen, form)
        draft_done(request, _DRAFT, person_id)

    act = Act(seen=seen, stay=seen.current, template="members/edit.html", form_of=form_of, save=save, names=_EDITED)
    return answer(request, act, again=lambda: _edited(request, person_id), draft=draft)


def _renamed(request: Request, person_id: int) -> HttpResponse:
    seen = _kept(request, person_id)
    stands = {name: value for name, value in _stands(seen, seen.current).items() if name in (*_NAMES, "version")}
    act = Act(
        seen=seen,
        stay=seen.current,
        template="members/rename.html",
        form_of=lambda sent: RenameForm(sent, initial=stands),
        save=lambda form: _rename(request, seen, form),
        names=_NAMES,
    )
    return answer(request, act, again=lambda: _renamed(request, person_id))


def _corrected(request: Request, person_id: int, stay_id: int) -> HttpResponse:
    seen = seen_person(request, person_id)
    stay = _stay(request, seen, stay_id)

    def form_of(sent: Any) -> CorrectForm:
        form = CorrectForm(sent, on=timezone.localdate(), initial=_stands(seen, stay))
        form.leave_out([] if seen.may_keep else _OF_PERSON)
        form.leave_out(["ended_on", "end_reason", "never_ended"] if stay.is_open else [])
        return form

    act = Act(
        seen=seen,
        stay=stay,
        template="members/correct.html",
        form_of=form_of,
        save=lambda form: _correct(request, seen, stay, form),
        names=(*_OF_PERSON, *_DAYS),
    )
    return answer(request, act, again=lambda: _corrected(request, person_id, stay_id), stay=stay)


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
    stands = known_now(person=seen.person, stay=stay)
    return {**{name: written(stands[name]) for name in _EDITED + _DAYS}, "version": version_of(seen, stay)}


def _known_identity(stands: Mapping[str, Any], opened: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """Which fields of IDENTITY are not asked for: they are known.

    What became known only while somebody wrote it too is asked about; who keeps their own is told to correct it.
    """
    known = [
        name
        for name in IDENTITY
        if stands[name] and (opened[name] or not said.get(name)) and said.get(f"keep-{name}") != "yours"
    ]
    return [*known, "has_no_middle_name"] if "middle_name" in known else known


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
    corrected = correct_member(
        actor=request.actor,
        membership_id=stay.pk,
        expected=versions_in(said["version"]),
        person=PersonDetails(**{name: said.get(name, value) for name, value in person.items()}),
        dates=Dates(**days),
        reason=said["reason"],
        on=timezone.localdate(),
        at=timezone.now(),
    )
    if days["registered_on"] != stay.registered_on:
        tell_early_day(request, corrected)
