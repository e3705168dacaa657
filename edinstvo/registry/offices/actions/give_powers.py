"""Give the holder of an office the powers that it carries, and take them back; inside the transaction of an act."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actions.give_grant import give_grant
from edinstvo.foundation.access.actions.withdraw_grant import withdraw_grant
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level, Placed
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.offices.actions.settle_named_login import settle_named_login
from edinstvo.registry.offices.models import Appointment, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode, role_of


def give_powers(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """Write the grant for a holder who has a login, from today on. The mandate's organisation is held.

    A grant of this role that stands there already is the mandate's too: it ends with the last of what it rests on.
    A chair of the record takes the place of one known by name alone. Raises PowerMissing.
    """
    organisation = mandate.organisation
    if mandate.office == OfficeCode.CHAIR:
        settle_named_login(actor=actor, mandate=mandate, at=at)
    role = role_of(office=mandate.office, level=organisation.level)
    login = OfficerLogin.objects.select_related("user").filter(person_id=mandate.person_id).first()
    if role is None or organisation.level is None or login is None or mandate.grant_id is not None:
        return
    place_id = 0 if organisation.level is Level.UNION else organisation.pk
    mandate.grant_id = _standing_grant(login.user, role, place_id)
    if mandate.grant_id is None:
        mandate.grant_id = give_grant(
            actor=actor,
            user=login.user,
            role=role,
            level=organisation.level,
            organisation_id=place_id,
            valid_from=timezone.localdate(at),
            at=at,
            place=organisation.place,
        ).pk
    mandate.save(update_fields=["grant_id"])


def take_powers(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """End the grant of a mandate that has just ended, unless something else rests on it; nobody is asked."""
    grant_id, mandate.grant_id = mandate.grant_id, None
    if grant_id is None:
        return
    mandate.save(update_fields=["grant_id"])
    let_grant_go(actor=actor, grant_id=grant_id, at=at, place=mandate.organisation.place)


def let_grant_go(*, actor: Actor, grant_id: int, at: datetime, place: Placed) -> None:
    """End the grant from today on, unless an open mandate or appointment rests on it still."""
    if Mandate.objects.filter(Mandate.OPEN, grant_id=grant_id).exists():
        return
    if Appointment.objects.filter(Appointment.OPEN, grant_id=grant_id).exists():
        return
    withdraw_grant(actor=actor, grant_id=grant_id, on=timezone.localdate(at), at=at, place=place)


def _standing_grant(user: User, role: Role, place_id: int) -> int | None:
    """The grant of this very role there that has no end: one at most, kept so by the database."""
    standing = Grant.objects.filter(user=user, role=role, organisation_id=place_id, valid_until=None)
    return standing.select_for_update().values_list("pk", flat=True).first()
