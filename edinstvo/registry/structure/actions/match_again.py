"""Compare a planned list with the register once more: it has changed since."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.change_state import require_next
from edinstvo.registry.structure.actions.match_structure import match_structure
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.plans import rows_of


def match_again(*, actor: Actor, plan_id: int, on: date, at: datetime) -> StructurePlan:
    """The plan with the meanings of today; answers given before stay. Raises WrongState, PowerMissing."""
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.COMMITTED)
        require_bringing(actor, plan)
        match_structure(plan=plan, rows=list(rows_of(plan=plan)), on=on)
        plan.planned_at, plan.work_id = at, None
        plan.save(update_fields=["counts", "planned_at", "work_id"])
    return plan
