"""Take note that an extract about an organisation is printed."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.models import Organisation


class PurposeMissing(Exception):
    """Nobody said what the extract is for."""


def print_extract(*, actor: Actor, organisation: Organisation, purpose: str, at: datetime) -> None:
    """Write down that its record goes out and what for; the caller renders it. Raises PowerMissing, PurposeMissing."""
    actor.require(Power.SEE_ORGANISATIONS, at=organisation)
    if not purpose.strip():
        raise PurposeMissing
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="organisation_printed",
            about=About(type="organisation", id=organisation.pk, name=organisation.name),
            at_place=organisation,
            at=at,
            after={"paper": "extract"},
            reason=purpose.strip(),
        )
