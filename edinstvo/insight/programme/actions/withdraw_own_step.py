"""An organisation withdraws a step that it set itself."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.change_own_step import hold_own_step
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.permissions import require_reporting


def withdraw_own_step(*, actor: Actor, step_id: int, at: datetime) -> None:
    """Raises PowerMissing, OrganisationClosed, ProgrammeWithdrawn, TakesNoPart."""
    with transaction.atomic():
        held = hold_own_step(step_id=step_id)
        require_reporting(actor, held.organisation)
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        before = {"title": held.title}
        write_down(actor=actor, verb="own_step_withdrawn", of=held.stage, place=held.organisation, at=at, before=before)
