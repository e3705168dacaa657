"""Ask for a list to be committed, or to be undone, in the background."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.change_state import require_next
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.plans import is_under_way

COMMITTING, UNDOING = "structure.commit", "structure.undo"
_KINDS = {
    State.COMMITTED: (COMMITTING, gettext_noop("Bringing the list “%(name)s” into the register")),
    State.UNDONE: (UNDOING, gettext_noop("Taking the list “%(name)s” back")),
}


def request_work(*, actor: Actor, plan_id: int, to: State, at: datetime, is_inline: bool = False) -> StructurePlan:
    """Start the work towards COMMITTED or UNDONE and return the plan naming it; a second request finds the first's.

    The work itself may still refuse (`commit_structure`, `undo_structure`). Raises WrongState, PowerMissing.
    """
    kind, title = _KINDS[to]
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=to)
        require_bringing(actor, plan)
        if is_under_way(plan=plan, kind=kind):
            return plan
        work = start_work(
            actor=actor,
            kind=kind,
            title=title,
            title_values={"name": plan.file_name},
            parameters={"plan": plan.pk},
            organisation_id=plan.organisation_id,
            at=at,
            is_inline=is_inline,
        )
        plan.work_id = work.pk
        plan.save(update_fields=["work_id"])
    return plan
