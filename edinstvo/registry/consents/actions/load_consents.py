"""Load many consents at once, through COPY: a demonstration, a migration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.bulk import copy_rows, take_ids
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import ConsentText
from edinstvo.registry.consents.rules import ConsentDetails

_TABLE = "consents_consent"
_COLUMNS = (
    "id person_id kind_id text_id given_on channel paper_number withdrawn_by withdrawal_reason entered_by_name "
    "known_since"
).split()


@dataclass(frozen=True, kw_only=True)
class LoadedConsent:
    """One consent that goes on, to the words given."""

    person_id: int
    text: ConsentText
    details: ConsentDetails


def load_consents(*, actor: Actor, consents: Sequence[LoadedConsent], at: datetime) -> int:
    """Write them, mark the people, and return how many; one entry in the journal.

    That nobody gave the same before, the caller has looked at. Raises PowerMissing.
    """
    actor.require(Power.KEEP_MEMBERS, at=WHOLE_UNION)
    ids = take_ids(table=_TABLE, count=len(consents))
    rows = []
    for id_, one in zip(ids, consents, strict=True):
        said = one.details
        told = (said.given_on, said.channel, said.paper_number)
        rows.append((id_, one.person_id, one.text.kind_id, one.text.pk, *told, "", "", actor.name, at))
    with transaction.atomic():
        copy_rows(table=_TABLE, columns=_COLUMNS, rows=rows)
        mark_people(person_ids={one.person_id for one in consents})
        write_entry(
            actor=actor,
            verb="consents_loaded",
            about=About(type="consents", id=None, name=""),
            at_place=None,
            at=at,
            after={"people": len({one.person_id for one in consents})},
        )
    return len(rows)
