"""Take note that a summary is taken away as a file."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.insight.indicators.models import Summary


def export_summary(*, actor: Actor, summary: Summary, kind: str, at: datetime) -> None:
    """Write down that the figures go out as such a file. Raises PowerMissing."""
    place = summary.organisation
    actor.require(Power.SEE_MEMBERS, at=place)
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="summary_exported",
            about=About(type="organisation", id=place.pk, name=place.name),
            at_place=place,
            at=at,
            after={"file": kind, "as_of": summary.as_of.isoformat(), "base": summary.base.isoformat()},
        )
