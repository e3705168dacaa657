"""Lay a list of organisations aside before it touched the register."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.change_state import change_state
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing


def drop_structure(*, actor: Actor, plan_id: int, at: datetime) -> StructurePlan:
    """Lay it aside; its rows stay readable. Raises WrongState, PowerMissing."""
    with transaction.atomic():
        plan = change_state(plan_id=plan_id, to=State.DROPPED)
        require_bringing(actor, plan)
        write_entry(
            actor=actor,
            verb="structure_dropped",
            about=About(type="structure", id=plan.pk, name=plan.file_name),
            at_place=plan,
            at=at,
        )
    return plan
