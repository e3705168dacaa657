"""Give somebody a role in a branch, from a day on."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level, Placed
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.places import place_named_by
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class GrantStands(Exception):
    """The user has this role at this organisation already, without an end."""


def give_grant(
    *,
    actor: Actor,
    user: User,
    role: Role,
    level: Level,
    organisation_id: int,
    valid_from: date,
    at: datetime,
    place: Placed | None = None,
) -> Grant:
    """The grant; `organisation_id` is 0 for the whole union. Raises PowerMissing, GrantStands.

    `place` is the organisation as it lies in the tree: without it only the holder of that very branch, or of the whole
    union, may give. Nobody gives a power that they do not have there themselves.
    """
    place = place or place_named_by(level=level, organisation_id=organisation_id)
    require_giving(actor=actor, role=role, place=place)
    grant = Grant(user=user, role=role, level=level, organisation_id=organisation_id, valid_from=valid_from)
    with transaction.atomic():
        try:
            with transaction.atomic():
                grant.save()
        except IntegrityError as error:
            raise GrantStands from error
        write_entry(
            actor=actor,
            verb="grant_given",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=place,
            at=at,
            after=fields_of(grant=grant),
        )
    return grant


def require_giving(*, actor: Actor, role: Role, place: Placed) -> None:
    """Raise PowerMissing unless the actor manages organisations there and has every power of the role."""
    for power in sorted(POWERS_OF[role] | {Power.MANAGE_ORGANISATIONS}):
        actor.require(power, at=place)


def fields_of(*, grant: Grant) -> dict[str, str | int]:
    """What the journal says of a grant."""
    return {
        "role": str(grant.role),
        "level": str(grant.level),
        "organisation_id": grant.organisation_id,
        "valid_from": grant.valid_from.isoformat(),
    }
