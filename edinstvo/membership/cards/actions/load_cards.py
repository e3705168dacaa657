"""Load many cards at once, through COPY: a simulation, a migration."""

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

_COLUMNS = ("number", "kind", "person_id", "ordered_on", "issued_on", "ended_on", "end_reason", "known_since")


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadedCard:
    """One card with the days of its life; an ended one has its reason."""

    number: str
    kind: str
    person_id: int
    issued_on: date
    ordered_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""


def load_cards(*, actor: Actor, cards: Iterable[LoadedCard], at: datetime) -> int:
    """Write them and return how many; one entry in the journal. Raises PowerMissing, IntegrityError (number taken)."""
    actor.require(Power.KEEP_MEMBERS, at=WHOLE_UNION)
    rows = [
        (one.number, one.kind, one.person_id, one.ordered_on, one.issued_on, one.ended_on, one.end_reason, at)
        for one in cards
    ]
    with transaction.atomic():
        copy_rows(table="cards_card", columns=_COLUMNS, rows=rows)
        note_lives(person_ids={row[2] for row in rows})
        write_entry(
            actor=actor,
            verb="cards_loaded",
            about=About(type="cards", id=None, name=""),
            at_place=None,
            at=at,
            after={"cards": len(rows)},
        )
    return len(rows)
