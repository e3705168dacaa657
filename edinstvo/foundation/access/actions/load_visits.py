"""Bring in when people signed in to where the register was kept before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


@dataclass(frozen=True)
class LoadedVisit:
    """Somebody signed in at that moment; `name` is theirs, as the journal says it."""

    user_id: int
    name: str
    at: datetime


def load_visits(*, actor: Actor, visits: Sequence[LoadedVisit]) -> None:
    """Write the entries that the sign-ins would have made; no session is open by them.

    For an operator at the server's command line alone: nobody who is signed in says what others did. Raises
    PowerMissing.
    """
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    if actor.user_id is not None:
        raise PowerMissing(power=Power.MANAGE_ORGANISATIONS)
    with transaction.atomic():
        for visit in visits:
            themselves = Actor(user_id=visit.user_id, name=visit.name, address=actor.address)
            about = About(type="user", id=visit.user_id, name=visit.name)
            write_entry(actor=themselves, verb="signed_in", about=about, at_place=None, at=visit.at)
