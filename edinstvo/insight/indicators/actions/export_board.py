"""Take note that the figures of a branch are taken away as a file."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.models import Organisation


def export_board(
    *, actor: Actor, organisation: Organisation, kind: str, as_of: date, organisations: int, at: datetime
) -> None:
    """Write down that so many organisations' figures of the day go out as such a file. Raises PowerMissing."""
    actor.require(Power.SEE_ORGANISATIONS, at=organisation)
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="board_exported",
            about=About(type="organisation", id=organisation.pk, name=organisation.name),
            at_place=organisation,
            at=at,
            after={"file": kind, "as_of": as_of.isoformat(), "organisations": organisations},
        )
