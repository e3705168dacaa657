"""Take somebody's second factor away, because the device is lost: they set up another one at the next sign-in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actions.close_sessions import close_sessions
from edinstvo.foundation.access.actions.give_grant import require_giving
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level, Placed
from edinstvo.foundation.access.models import Authenticator, Grant, Passkey, RecoveryCode, User
from edinstvo.foundation.access.places import WHOLE_UNION, place_named_by
from edinstvo.foundation.access.powers import Power, Role
from edinstvo.foundation.access.queries import grants_of
from edinstvo.foundation.access.second_factor import means_of
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class NoSecondFactor(Exception):
    """There is none to take away."""


def reset_second_factor(
    *, actor: Actor, user: User, on: date, at: datetime, places: Mapping[int, Placed] | None = None, reason: str = ""
) -> None:
    """The app, all passkeys and codes are forgotten and every session of the user ends.

    `places` says where the organisations of the user's grants lie, by id; without it only the holder of those very
    branches may. Raises PowerMissing unless the actor could give every role the user holds; NoSecondFactor.
    """
    with transaction.atomic():
        held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        grants = list(grants_of(held, on=on))
        require_power_over(actor=actor, grants=grants, places=places or {})
        if not means_of(held).are_set:
            raise NoSecondFactor
        for kept in (Authenticator, Passkey, RecoveryCode):
            kept.objects.filter(user=held).delete()
        close_sessions(user=held, at=at)
        write_entry(
            actor=actor,
            verb="second_factor_reset",
            about=About(type="user", id=held.pk, name=held.name),
            at_place=_place_of(grants[0], places or {}) if grants else None,
            at=at,
            reason=reason,
        )


def require_power_over(*, actor: Actor, grants: Iterable[Grant], places: Mapping[int, Placed]) -> None:
    """Raise PowerMissing unless the actor could give each of the grants; over nobody in particular: the whole union."""
    held = list(grants)
    if not held:
        actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    for grant in held:
        require_giving(actor=actor, role=Role(grant.role), place=_place_of(grant, places))


def _place_of(grant: Grant, places: Mapping[int, Placed]) -> Placed:
    named = place_named_by(level=Level(grant.level), organisation_id=grant.organisation_id)
    return places.get(grant.organisation_id, named)
