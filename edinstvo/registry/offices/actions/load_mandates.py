"""Load many mandates at once, through COPY: a demonstration, a migration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.bulk import copy_rows, take_ids
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.models import OfficeKind
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.models import Organisation

_TABLE = "offices_mandate"
_COLUMNS = (
    "id organisation_id region_id territory_id primary_id person_id office since until body decision_on "
    "decision_number end_reason end_decision known_since version is_sole"
).split()


@dataclass(frozen=True, kw_only=True)
class LoadedMandate:
    """One open mandate, of somebody who is on record in the organisation or below it."""

    organisation_id: int
    office: str
    person_id: int
    details: MandateDetails


def load_mandates(*, actor: Actor, mandates: Sequence[LoadedMandate], at: datetime) -> int:
    """Write them and return how many; one entry in the journal. Nobody's login gets powers (`bind_login` gives them).

    The database refuses a second holder of an office of one; that the others could be elected the caller has looked
    at. Raises PowerMissing, IntegrityError.
    """
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    places = Organisation.objects.in_bulk({one.organisation_id for one in mandates})
    sole = {(kind.office, kind.organisation_type): kind.most == 1 for kind in OfficeKind.objects.all()}
    ids = take_ids(table=_TABLE, count=len(mandates))
    rows = []
    for id_, one in zip(ids, mandates, strict=True):
        place, said = places[one.organisation_id], one.details
        head = (id_, place.pk, place.region_id, place.territory_id, place.primary_id, one.person_id, one.office)
        days = (said.since, said.until, said.body, said.decision_on, said.decision_number)
        rows.append((*head, *days, "", "", at, 1, sole[one.office, place.type]))
    with transaction.atomic():
        copy_rows(table=_TABLE, columns=_COLUMNS, rows=rows)
        write_entry(
            actor=actor,
            verb="mandates_loaded",
            about=About(type="mandates", id=None, name=""),
            at_place=None,
            at=at,
            after={"people": len(rows)},
        )
    return len(rows)
