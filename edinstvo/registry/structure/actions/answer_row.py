"""Say which organisation a row of a list means, where the register could not tell."""

from datetime import date

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.change_state import require_next
from edinstvo.registry.structure.actions.match_structure import match_structure
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.plans import rows_of
from edinstvo.registry.structure.rules.matching import AS_NEW


class NoSuchAnswer(Exception):
    """The row asks nothing, or not about that organisation."""


def answer_row(*, actor: Actor, plan_id: int, position: int, answer: int, on: date) -> StructurePlan:
    """Answer with the id of one of the row's candidates, or AS_NEW; all rows of the plan are matched again.

    Answered otherwise later, the last answer counts. Raises WrongState, NoSuchAnswer, PowerMissing.
    """
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.COMMITTED)
        if plan.state != State.PLANNED:
            raise WrongState(state=State(plan.state))
        require_bringing(actor, plan)
        rows = list(rows_of(plan=plan))
        row = next((row for row in rows if row.position == position), None)
        if row is None or answer not in {AS_NEW, *row.candidates}:
            raise NoSuchAnswer
        row.answer = answer
        row.save(update_fields=["answer"])
        match_structure(plan=plan, rows=rows, on=on)
        plan.save(update_fields=["counts"])
    return plan
