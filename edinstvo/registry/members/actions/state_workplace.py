"""State that a member works in another organisation besides: no second membership (ADR 0016)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.open_membership import refuse_without_members
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.rules.people import FIRST_DAY
from edinstvo.registry.organisations.actions.hold_open import hold_several
from edinstvo.registry.organisations.models import Organisation


class WorksThereAlready(Exception):
    """It is stated already that the member works there."""


class WorkplaceTooEarly(Exception):
    """Nobody worked there before `earliest`: the organisation was not founded, or the person not born."""

    field = "since"

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"not before {earliest}")
        self.earliest = earliest


class WorkplaceDayDoesNotFit(Exception):
    """The day lies ahead, or the last one before the first; `field` is it."""

    def __init__(self, *, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """An organisation of the register, or an employer in words; the position there, and since when."""

    organisation_id: int | None = None
    employer: str = ""
    position: str = ""
    since: date


@whole_register(reason=Reason.WORKPLACE)
def state_workplace(*, actor: Actor, stay_id: int, said: Workplace, on: date, at: datetime) -> SecondWorkplace:
    """State it of the member whose open stay this is. `on` is today.

    By whoever keeps the member, or the members of the organisation named. Raises EndedAlready, OnRecordThere,
    WorksThereAlready (a second click meets it), WorkplaceDayDoesNotFit, WorkplaceTooEarly, OrganisationKeepsNoMembers,
    NotOnRecordHere, PowerMissing.
    """
    if said.since > on:
        raise WorkplaceDayDoesNotFit(field="since")
    with transaction.atomic():
        stay, place = _locked(stay_id, said.organisation_id)
        if place is None or not actor.may(Power.KEEP_MEMBERS, at=place):
            require_keeping(actor, stay)
        if place is not None:
            refuse_without_members(place)
        if not stay.is_open:
            raise EndedAlready(membership=stay)
        if stay.organisation_id == said.organisation_id:
            raise OnRecordThere
        _refuse_early(stay, place, said.since)
        fact = _written(stay, said, at)
        enter_workplace(actor=actor, verb="workplace_stated", fact=fact, stay=stay, at=at)
    return fact


def enter_workplace(
    *, actor: Actor, verb: str, fact: SecondWorkplace, stay: Membership, at: datetime, reason: str = ""
) -> None:
    """Enter it in the journal of the place where the member is on record, and of the one where they work too."""
    told = {"workplace": fact.place_name, "position": fact.position, "works_since_on": fact.valid_from.isoformat()}
    told |= {"worked_until_on": fact.valid_until.isoformat()} if fact.valid_until else {}
    places: dict[Any, Any] = {stay.organisation_id: stay}
    if fact.organisation is not None:
        places[fact.organisation_id] = fact.organisation
    for place in places.values():
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="person", id=stay.person_id, name=stay.person.full_name),
            at_place=place,
            at=at,
            after={name: value for name, value in told.items() if value},
            reason=reason,
        )


def _refuse_early(stay: Membership, place: Organisation | None, since: date) -> None:
    earliest = max(stay.person.birth_date or FIRST_DAY, place.founded_on if place else FIRST_DAY)
    if since < earliest:
        raise WorkplaceTooEarly(earliest=earliest)


def _locked(stay_id: int, place_id: int | None) -> tuple[Membership, Organisation | None]:
    """The stay with its person, locked, after the organisations of both sides are held."""
    found = Membership.objects.filter(pk=stay_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotOnRecordHere
    held = hold_several(ids={found, *([] if place_id is None else [place_id])})
    rows = Membership.objects.select_for_update(of=("person", "self")).select_related("person")
    stay = rows.filter(pk=stay_id).first()
    if stay is None:
        raise NotOnRecordHere
    stay.organisation = held[stay.organisation_id]
    return stay, None if place_id is None else held[place_id]


def _written(stay: Membership, said: Workplace, at: datetime) -> SecondWorkplace:
    employer = "" if said.organisation_id else " ".join(said.employer.split())
    there = Q(employer=employer) if said.organisation_id is None else Q(organisation_id=said.organisation_id)
    if SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, there, person_id=stay.person_id).exists():
        raise WorksThereAlready
    try:
        with transaction.atomic():
            return SecondWorkplace.objects.create(
                person_id=stay.person_id,
                organisation_id=said.organisation_id,
                employer=employer,
                position=said.position.strip(),
                valid_from=said.since,
                known_since=at,
            )
    except IntegrityError as error:
        if "works_once_in_an_organisation" not in str(error):
            raise
        raise WorksThereAlready from error
