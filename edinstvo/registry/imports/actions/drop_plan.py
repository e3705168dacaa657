"""Lay a list aside before it touched the register."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.actions.change_state import change_state
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.permissions import require_importing


def drop_plan(*, actor: Actor, plan_id: int, at: datetime) -> ImportPlan:
    """Lay it aside; its rows stay readable. Raises WrongState, PowerMissing."""
    with transaction.atomic():
        plan = change_state(plan_id=plan_id, to=State.DROPPED)
        require_importing(actor, plan)
        write_entry(
            actor=actor,
            verb="list_dropped",
            about=About(type="list", id=plan.pk, name=plan.file_name),
            at_place=plan,
            at=at,
        )
    return plan
