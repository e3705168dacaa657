"""Read a list again: with columns named (otherwise) by a person, or because the register moved underneath."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.imports.actions.bring_list import PLANNING, TITLE
from edinstvo.registry.imports.actions.change_state import WrongState, change_state
from edinstvo.registry.imports.models import ImportPlan, RememberedMapping, State
from edinstvo.registry.imports.permissions import require_importing


def plan_again(
    *, actor: Actor, plan_id: int, at: datetime, mappings: Mapping[str, Mapping[str, Any]] | None = None
) -> ImportPlan:
    """Start reading anew and return the plan. `mappings`: {fingerprint of headings: mapping}, remembered for next time.

    Raises WrongState, PowerMissing.
    """
    with transaction.atomic():
        plan = change_state(plan_id=plan_id, to=State.READING)
        require_importing(actor, plan)
        if plan.file_id is None:
            raise WrongState(state=State.FAILED)
        if mappings is not None:
            _remember(plan, mappings, at)
            plan.mappings = {**plan.mappings, **mappings}
        work = start_work(
            actor=actor,
            kind=PLANNING,
            title=TITLE,
            title_values={"name": plan.file_name},
            parameters={"plan": plan.pk},
            organisation_id=plan.organisation_id,
            at=at,
        )
        plan.work_id, plan.error = work.pk, ""
        plan.save(update_fields=["mappings", "work_id", "error"])
    return plan


def _remember(plan: ImportPlan, mappings: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """For the next list with such headings; sheets of which nothing was known are all alike and teach nothing."""
    known = {sheet["fingerprint"] for sheet in plan.sheets if sheet["headings"] or sheet["columns"]}
    RememberedMapping.objects.bulk_create(
        [
            RememberedMapping(
                organisation_id=plan.organisation_id, fingerprint=fingerprint, mapping=mapping, remembered_at=at
            )
            for fingerprint, mapping in mappings.items()
            if fingerprint in known
        ],
        update_conflicts=True,
        unique_fields=["organisation", "fingerprint"],
        update_fields=["mapping", "remembered_at"],
    )
