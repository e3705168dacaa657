"""End a grant whose ground is gone."""

from datetime import date, datetime

from edinstvo.foundation.access.actions.give_grant import fields_of
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def withdraw_grant(*, actor: Actor, grant_id: int, on: date, at: datetime, place: Placed) -> None:
    """End the grant: `on` is the first day without it. One that has an end already stays as it is.

    Nobody's powers are asked: whoever ends what it stood on (a mandate, a membership) has been asked for theirs. Inside
    that act's transaction, so that the next request of the holder is refused.
    """
    held = Grant.objects.select_for_update(no_key=True).select_related("user").get(pk=grant_id)
    if held.valid_until is not None:
        return
    held.valid_until = max(on, held.valid_from)
    held.save(update_fields=["valid_until"])
    write_entry(
        actor=actor,
        verb="grant_ended",
        about=About(type="user", id=held.user_id, name=held.user.name),
        at_place=place,
        at=at,
        before=fields_of(grant=held),
        after={"valid_until": held.valid_until.isoformat()},
    )
