"""Take somebody on the record of an organisation."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys, learn_names
from edinstvo.registry.members.actions.identity_lock import hold_identity
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.rules import MembershipDetails, PersonDetails, name_key, values_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS


class AlreadyAMember(Exception):
    """This person has an open membership; `membership` is it. One person is on record in one place (domain.md 2)."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"person {membership.person_id} is on record already")
        self.membership = membership


class NamesakeHere(Exception):
    """Somebody of the same name is on record here, and no birth date tells them apart. Ask, then admit as another."""

    def __init__(self, *, namesakes: Sequence[Membership]) -> None:
        super().__init__("somebody of this name is on record here")
        self.namesakes = namesakes


class OrganisationKeepsNoMembers(Exception):
    """Only a primary organisation, or a part of one, that stands today takes people on record."""


class AdmittedInTheFuture(Exception):
    """The day of admission lies ahead."""


def admit_member(
    *,
    actor: Actor,
    organisation: Organisation,
    person: PersonDetails,
    membership: MembershipDetails,
    on: date,
    registered_on: date,
    at: datetime,
    is_another_person: bool = False,
) -> Membership:
    """Admit and return the open membership. A former member with the same name and birth date keeps their one row.

    `on` is today; raises AlreadyAMember, NamesakeHere (unless `is_another_person`), OrganisationKeepsNoMembers,
    AdmittedInTheFuture, PowerMissing. The first day on record is `registered_on`.
    """
    require_keeping(actor, organisation)
    if not (organisation.is_open and organisation.keeps_members):
        raise OrganisationKeepsNoMembers
    if registered_on > on:
        raise AdmittedInTheFuture
    with transaction.atomic():
        hold_identity(last_name=person.last_name, first_name=person.first_name, birth_date=person.birth_date)
        known = _known_person(person, organisation, is_another_person)
        human = _write_person(known, person, at)
        admitted = _write_membership(human, organisation, membership, registered_on, at)
        _record(actor, admitted, human, organisation, at)
    return admitted


def _known_person(details: PersonDetails, organisation: Organisation, is_another_person: bool) -> Person | None:
    key = name_key(last_name=details.last_name, first_name=details.first_name, middle_name=details.middle_name)
    if details.birth_date is not None:
        same = Person.objects.filter(name_key=key, birth_date=details.birth_date)
        open_one = Membership.objects.filter(Membership.OPEN, person__in=same).select_related("person").first()
        if open_one and not is_another_person:
            raise AlreadyAMember(membership=open_one)
        return None if is_another_person else same.order_by("id").first()
    here = Membership.objects.filter(Membership.OPEN, primary_id=organisation.primary_id, name_key=key)
    if not is_another_person and (namesakes := list(here.select_related("person")[:10])):
        raise NamesakeHere(namesakes=namesakes)
    return None


def _write_person(known: Person | None, details: PersonDetails, at: datetime) -> Person:
    if known is not None:
        return _refreshed(known, details, at)
    human = Person(known_since=at, **values_of(details))
    copy_search_keys(person=human, membership=None)
    human.save()
    learn_names(person=human)
    return human


def _refreshed(known: Person, details: PersonDetails, at: datetime) -> Person:
    """A returning member's row with what is newly said of them; what is not said stays."""
    said = {name: value for name, value in values_of(details).items() if value and value != getattr(known, name)}
    if said:
        keep_version(row=known, at=at)
        for name, value in said.items():
            setattr(known, name, value)
        copy_search_keys(person=known, membership=None)
        known.save()
    return known


def _write_membership(
    human: Person, organisation: Organisation, details: MembershipDetails, registered_on: date, at: datetime
) -> Membership:
    admitted = Membership(
        person=human,
        organisation=organisation,
        **organisation.branch_columns,
        registered_on=registered_on,
        known_since=at,
        **values_of(details),
    )
    copy_search_keys(person=human, membership=admitted)
    admitted.save()
    if details.category:
        CategoryFact.objects.create(
            membership_id=admitted.pk, category=details.category, valid_from=registered_on, known_since=at
        )
    return admitted


def _record(actor: Actor, admitted: Membership, human: Person, organisation: Organisation, at: datetime) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(id_, 1) for id_ in organisation.chain_ids])
    write_entry(
        actor=actor,
        verb="member_admitted",
        about=About(type="person", id=human.pk, name=human.full_name),
        at_place=admitted,
        at=at,
        after={"organisation": organisation.name, "registered_on": admitted.registered_on.isoformat()},
    )
