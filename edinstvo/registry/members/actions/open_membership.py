"""Put a known or new person on the record of an organisation: rows, keys, figures, journal; inside a transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys
from edinstvo.registry.members.actions.count_members import Counted, count_change, counted
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere, refuse_overlap
from edinstvo.registry.members.actions.state_suspension import what_goes_on
from edinstvo.registry.members.events import MemberAdmitted
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.rules.people import MembershipDetails, values_of
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.models import Organisation


class OrganisationKeepsNoMembers(Exception):
    """Only a primary organisation, or a part of one, that stands today takes people on record."""


class AdmittedInTheFuture(Exception):
    """The day of admission lies ahead."""


def hold_fit(*, actor: Actor, organisation: Organisation, registered_on: date, on: date) -> Organisation:
    """The organisation as it stands, held open where it stands until the transaction ends.

    Raises OrganisationKeepsNoMembers, AdmittedInTheFuture, PowerMissing (it may have moved out of the actor's reach).
    """
    if registered_on > on:
        raise AdmittedInTheFuture
    held = hold(organisation_id=organisation.pk)
    refuse_without_members(held)
    require_keeping(actor, held)
    return held


def refuse_without_members(organisation: Organisation) -> None:
    """Raise OrganisationKeepsNoMembers unless the held organisation takes people on record."""
    if not (organisation.is_open and organisation.keeps_members):
        raise OrganisationKeepsNoMembers


def open_membership(
    *,
    actor: Actor,
    verb: str,
    person: Person,
    organisation: Organisation,
    details: MembershipDetails,
    registered_on: date,
    at: datetime,
    moved_from: Membership | None = None,
    person_changes: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> Membership:
    """Write the membership, its first category, the figures and the journal. Raises OnRecordElsewhere.

    `organisation` is held (`hold_fit`). The record is electronic from today on; of a stay that goes on elsewhere
    (`moved_from`) it is as it was. `person_changes` are (before, after) of what the act changed in the person, for
    the journal.
    """
    refuse_overlap(person_id=person.pk, begin=registered_on, end=None)
    try:
        with transaction.atomic():
            opened = _written(person, organisation, details, registered_on, at, moved_from)
    except IntegrityError as error:
        # A list that was being committed at this very moment brought the same person.
        if "one_open_membership" not in str(error):
            raise
        raise OnRecordElsewhere(membership=Membership.objects.get(Membership.OPEN, person=person)) from error
    count_change(before=Counted(), after=counted([opened]))
    note_lives(person_ids=[person.pk])
    before, after = person_changes
    write_entry(
        actor=actor,
        verb=verb,
        about=About(type="person", id=person.pk, name=person.full_name),
        at_place=opened,
        at=at,
        before=before,
        after={**after, "organisation": organisation.name, "registered_on": registered_on.isoformat()},
    )
    tell(MemberAdmitted(person_id=person.pk, registered_on=registered_on), actor=actor, at=at)
    return opened


def _written(
    person: Person,
    organisation: Organisation,
    details: MembershipDetails,
    registered_on: date,
    at: datetime,
    moved_from: Membership | None,
) -> Membership:
    since = timezone.localdate(at) if moved_from is None else moved_from.electronic_on
    opened = Membership(
        person=person,
        organisation=organisation,
        **organisation.branch_columns,
        registered_on=registered_on,
        known_since=at,
        electronic_on=since and max(since, registered_on),
        **values_of(details),
        **what_goes_on(person_id=person.pk),
    )
    copy_search_keys(person=person, membership=opened)
    opened.save()
    if details.category:
        CategoryFact.objects.create(
            membership_id=opened.pk, category=details.category, valid_from=registered_on, known_since=at
        )
    return opened
