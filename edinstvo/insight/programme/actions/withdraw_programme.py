"""Withdraw a programme: it is seen no more, what was reported under it is kept."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.hold import hold_programme
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.permissions import require_keeping


def withdraw_programme(*, actor: Actor, programme_id: int, reason: str, at: datetime) -> None:
    """Raises PowerMissing, ProgrammeWithdrawn, Programme.DoesNotExist."""
    with transaction.atomic():
        held = hold_programme(programme_id=programme_id)
        require_keeping(actor, held)
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        write_down(actor=actor, verb="programme_withdrawn", of=held, at=at, reason=reason)
