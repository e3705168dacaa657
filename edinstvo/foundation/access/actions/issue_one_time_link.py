"""Open the door for somebody once: the way in for the first time, and after a forgotten password."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from edinstvo.foundation.access.actions.put_password import void_links
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import OneTimeLink, User
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def issue_one_time_link(
    *, actor: Actor, user: User, at: datetime, valid_for: timedelta, place: Placed = WHOLE_UNION
) -> str:
    """The token of a new link, shown now and never again; links issued before are dead from now on.

    Raises PowerMissing: whoever opens the door for somebody could walk in as them. A caller who names a narrower
    `place` has seen that the actor could give all that the user holds.
    """
    actor.require(Power.MANAGE_ORGANISATIONS, at=place)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        # One at a time for a user: of two links issued at once only the later lives.
        held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        void_links(user=held)
        OneTimeLink.objects.create(user=held, token_hash=token_hash(token), valid_until=at + valid_for)
        write_entry(
            actor=actor,
            verb="link_issued",
            about=About(type="user", id=held.pk, name=held.name),
            at_place=place,
            at=at,
            after={"valid_until": (at + valid_for).isoformat()},
        )
    return token
