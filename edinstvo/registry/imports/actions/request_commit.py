"""Ask for a checked list to be committed in the background."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.imports.actions.change_state import require_next
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.permissions import require_importing
from edinstvo.registry.imports.queries.plans import is_under_way

COMMITTING = "imports.commit"
TITLE = gettext_noop("Bringing the list “%(name)s” into the register")


def request_commit(*, actor: Actor, plan_id: int, at: datetime, is_inline: bool = False) -> ImportPlan:
    """Start the work and return the plan naming it; a second request finds the first one's work.

    The work itself may still refuse (`commit_plan`). Raises WrongState, PowerMissing.
    """
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.COMMITTED)
        require_importing(actor, plan)
        if is_under_way(plan=plan, kind=COMMITTING):
            return plan
        work = start_work(
            actor=actor,
            kind=COMMITTING,
            title=TITLE,
            title_values={"name": plan.file_name},
            parameters={"plan": plan.pk},
            organisation_id=plan.organisation_id,
            at=at,
            is_inline=is_inline,
        )
        plan.work_id = work.pk
        plan.save(update_fields=["work_id"])
    return plan
