"""Take note that blanks with people's names go out to be signed."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def print_blanks(
    *, actor: Actor, place: Placed, place_id: int, place_name: str, kind: str, people: int, at: datetime
) -> None:
    """One entry with their number; the caller renders them. Raises PowerMissing."""
    actor.require(Power.KEEP_MEMBERS, at=place)
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="consent_blanks_printed",
            about=About(type="organisation", id=place_id, name=place_name),
            at_place=place,
            at=at,
            after={"consent": kind, "people": people},
        )
