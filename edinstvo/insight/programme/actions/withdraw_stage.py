"""Withdraw a stage from its programme."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.hold import hold_stage
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.permissions import require_keeping


def withdraw_stage(*, actor: Actor, stage_id: int, reason: str, at: datetime) -> None:
    """It is seen no more; what was reported of it is kept. Raises PowerMissing, ProgrammeWithdrawn."""
    with transaction.atomic():
        held = hold_stage(stage_id=stage_id)
        require_keeping(actor, held.programme)
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        write_down(actor=actor, verb="stage_withdrawn", of=held, at=at, reason=reason)
