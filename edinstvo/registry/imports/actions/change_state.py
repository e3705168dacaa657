"""Move a plan from one state to the next, under its row's lock: whoever comes second is told."""

from edinstvo.registry.imports.models import TRANSITIONS, ImportPlan, State
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.models import Organisation


class WrongState(Exception):
    """The plan is past that already, or not there yet; `state` is where it stands."""

    def __init__(self, *, state: State) -> None:
        super().__init__(f"the plan is {state.value}")
        self.state = state


def change_state(*, plan_id: int, to: State) -> ImportPlan:
    """The locked plan in its new state, saved; inside a transaction. Raises WrongState, ImportPlan.DoesNotExist."""
    plan = require_next(plan_id=plan_id, to=to)
    plan.state = to
    plan.save(update_fields=["state"])
    return plan


def hold_place(*, plan_id: int) -> Organisation:
    """The organisation of the plan, held where it stands until the transaction ends.

    Before the plan's own row is locked: organisations come first (docs/decisions/0009). Raises ImportPlan.DoesNotExist.
    """
    return hold(organisation_id=ImportPlan.objects.values_list("organisation_id", flat=True).get(pk=plan_id))


def require_next(*, plan_id: int, to: State) -> ImportPlan:
    """The locked plan, still as it is, after seeing that it may go on to that state."""
    plan = ImportPlan.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=plan_id)
    if to not in TRANSITIONS[State(plan.state)]:
        raise WrongState(state=State(plan.state))
    return plan
