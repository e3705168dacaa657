"""Take a committed list of organisations back: what it founded never stood, what it told is as it was before."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.actions.undo_plan import UNDONE_WITHIN, TooLateToUndo
from edinstvo.registry.imports.models import Outcome, State
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.actions.state_many import withdraw_many
from edinstvo.registry.organisations.actions.take_back_foundings import take_back_foundings
from edinstvo.registry.structure.actions.change_state import change_state, head_id
from edinstvo.registry.structure.models import Action, StructurePlan
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.plans import rows_of

REVERSING = gettext_noop("Taking the rows back")


def undo_structure(*, actor: Actor, plan_id: int, at: datetime, report: Report) -> StructurePlan:
    """Undo and return the plan with `counts` telling reversed and kept rows.

    Kept: organisations on which something stands by now, and those of which somebody has stated otherwise since. What
    the list brought stays readable with `known_on`; numbers are not given again. Raises TooLateToUndo, WrongState,
    PowerMissing.
    """
    with transaction.atomic():
        hold_structure()
        head = hold(organisation_id=head_id(plan_id=plan_id))
        plan = change_state(plan_id=plan_id, to=State.UNDONE)
        require_bringing(actor, head)
        if plan.committed_at is None or at - plan.committed_at > UNDONE_WITHIN:
            raise TooLateToUndo
        report(done=0, total=1, stage=REVERSING)
        meant = rows_of(plan=plan).filter(organisation_id__isnull=False).values_list("action", "organisation_id")
        founded = [id_ for action, id_ in meant if action == Action.NEW and id_]
        told = [id_ for action, id_ in meant if action == Action.UPDATE and id_]
        brought_at = plan.committed_at
        kept = take_back_foundings(actor=actor, head=head, ids=founded, known_since=brought_at, at=at)
        kept |= withdraw_many(actor=actor, head=head, ids=told, known_since=brought_at, at=at)
        _record(actor, plan, kept, at)
    return plan


def _record(actor: Actor, plan: StructurePlan, kept: set[int], at: datetime) -> None:
    rows = rows_of(plan=plan).filter(action__in=(Action.NEW, Action.UPDATE))
    counted = {
        Outcome.KEPT.value: rows.filter(organisation_id__in=kept).update(outcome=Outcome.KEPT),
        Outcome.REVERSED.value: rows.exclude(organisation_id__in=kept).update(outcome=Outcome.REVERSED),
    }
    plan.counts = {**plan.counts, **counted}
    plan.undone_by_name, plan.undone_at = actor.name, at
    plan.save(update_fields=["counts", "undone_by_name", "undone_at"])
    write_entry(
        actor=actor,
        verb="structure_undone",
        about=About(type="structure", id=plan.pk, name=plan.file_name),
        at_place=plan,
        at=at,
        after={"organisation": plan.organisation.name, **counted},
    )
