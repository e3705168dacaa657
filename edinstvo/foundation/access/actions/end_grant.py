"""Take a role back, from a day on."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actions.give_grant import fields_of, require_giving
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level, Placed
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.places import place_named_by
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class GrantEnded(Exception):
    """The grant has an end already."""


class EndsBeforeItBegins(Exception):
    """The day lies before the first day of the grant."""


def end_grant(*, actor: Actor, grant: Grant, on: date, at: datetime, place: Placed | None = None) -> None:
    """End the grant: `on` is the first day without it. Raises PowerMissing, GrantEnded, EndsBeforeItBegins."""
    level, role = Level(grant.level), Role(grant.role)
    place = place or place_named_by(level=level, organisation_id=grant.organisation_id)
    require_giving(actor=actor, role=role, place=place)
    with transaction.atomic():
        held = Grant.objects.select_for_update(no_key=True).select_related("user").get(pk=grant.pk)
        if held.valid_until is not None:
            raise GrantEnded
        if on < held.valid_from:
            raise EndsBeforeItBegins
        held.valid_until = on
        held.save(update_fields=["valid_until"])
        write_entry(
            actor=actor,
            verb="grant_ended",
            about=About(type="user", id=held.user_id, name=held.user.name),
            at_place=place,
            at=at,
            before=fields_of(grant=held),
            after={"valid_until": on.isoformat()},
        )
