"""Move a plan from one state to the next, under its row's lock: whoever comes second is told."""

from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.models import TRANSITIONS, State
from edinstvo.registry.structure.models import StructurePlan


def change_state(*, plan_id: int, to: State) -> StructurePlan:
    """The locked plan in its new state, saved; inside a transaction. Raises WrongState, StructurePlan.DoesNotExist."""
    plan = require_next(plan_id=plan_id, to=to)
    plan.state = to
    plan.save(update_fields=["state"])
    return plan


def require_next(*, plan_id: int, to: State) -> StructurePlan:
    """The locked plan, still as it is, after seeing that it may go on to that state."""
    plans = StructurePlan.objects.select_for_update(of=("self",)).select_related("organisation")
    plan = plans.get(pk=plan_id)
    if to not in TRANSITIONS[State(plan.state)]:
        raise WrongState(state=State(plan.state))
    return plan


def head_id(*, plan_id: int) -> int:
    """The id of the organisation that the list was brought into: it is held before the plan (docs/decisions/0009)."""
    return StructurePlan.objects.values_list("organisation_id", flat=True).get(pk=plan_id)
