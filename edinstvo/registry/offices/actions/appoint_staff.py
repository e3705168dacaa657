"""Appoint somebody to the staff of an organisation: a login with a role there; they need not be a member."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.give_grant import give_grant, require_giving
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.offices.rules import STAFF_ROLES
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation


class NoSuchStaff(Exception):
    """The staff of an organisation of this level has no such role."""


def appoint_staff(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    login: str,
    role: Role,
    since: date,
    decision: str,
    at: datetime,
    password: str | None = None,
) -> Appointment:
    """The appointment, with powers from today on; without a password they come in by a link (`invite_staff`).

    Raises PowerMissing, OrganisationClosed, NoSuchStaff, DayNotCome, BeforeFounding, LoginMistyped, LoginTaken.
    """
    refuse_future_day(on=since, at=at)
    with transaction.atomic():
        held = hold_open(organisation_id=organisation.pk)
        level = held.level
        if level is None or role not in STAFF_ROLES[level]:
            raise NoSuchStaff
        require_giving(actor=actor, role=role, place=held.place)
        if since < held.founded_on:
            raise BeforeFounding
        user = create_user(actor=actor, login=login, name=name, at=at, password=password)
        grant = give_grant(
            actor=actor,
            user=user,
            role=role,
            level=level,
            organisation_id=0 if level is Level.UNION else held.pk,
            valid_from=timezone.localdate(at),
            at=at,
            place=held.place,
        )
        said = {"role": role.value, "since": since, "decision": decision.strip()}
        appointment = Appointment.objects.create(
            user=user, organisation=held, **held.branch_columns, grant_id=grant.pk, **said
        )
        write_entry(
            actor=actor,
            verb="staff_appointed",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=appointment,
            at=at,
            after={"organisation": held.name, **said, "since": since.isoformat()},
        )
    return appointment
