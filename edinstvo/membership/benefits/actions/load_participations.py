"""Load many participations at once, through COPY: a simulation, a migration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.bulk import copy_rows
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.actions.note_lives import note_lives


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadedParticipation:
    """One participation; it goes on unless it has ended."""

    person_id: int
    began_on: date
    ended_on: date | None = None


def load_participations(*, actor: Actor, participations: Iterable[LoadedParticipation], at: datetime) -> int:
    """Write them and return how many; one entry in the journal. Raises PowerMissing."""
    actor.require(Power.KEEP_MEMBERS, at=WHOLE_UNION)
    rows = [(one.person_id, one.began_on, one.ended_on, at) for one in participations]
    with transaction.atomic():
        copy_rows(
            table="benefits_participation", columns=("person_id", "began_on", "ended_on", "known_since"), rows=rows
        )
        note_lives(person_ids={row[0] for row in rows})
        write_entry(
            actor=actor,
            verb="participations_loaded",
            about=About(type="participations", id=None, name=""),
            at_place=None,
            at=at,
            after={"people": len(rows)},
        )
    return len(rows)
