"""Close what is owed where it is owed no more: the consent was given again, or never was withdrawn."""

from collections.abc import Collection
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.consents.models import Duty
from edinstvo.registry.consents.rules import Outcome


def close_duties(
    *, actor: Actor, person_ids: Collection[int], kind: str, outcome: Outcome, on: date, at: datetime
) -> int:
    """Settle the open duties of the locked people in this kind, and return how many; inside a transaction."""
    owed = Duty.objects.filter(Duty.OWED, person_id__in=person_ids, kind_id=kind)
    return owed.update(outcome=outcome, settled_on=on, settled_at=at, settled_by_name=actor.name)
