"""Take a committed list back: each row is reversed, or kept because it was edited since, or failed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.actions.change_state import change_state
from edinstvo.registry.imports.actions.count_rows import counted_rows, hold_places, note_rows
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.models import ImportPlan, Outcome, State
from edinstvo.registry.imports.permissions import require_importing
from edinstvo.registry.imports.sql import counting, reversing, updating
from edinstvo.registry.members.actions.count_members import count_change
from edinstvo.registry.members.actions.identity_lock import hold_lists
from edinstvo.registry.organisations.models import Organisation

UNDONE_WITHIN = timedelta(days=30)
SORTING = gettext_noop("Looking at what was edited since")
REVERSING = gettext_noop("Taking the rows back")


class TooLateToUndo(Exception):
    """The list was committed more than UNDONE_WITHIN ago: what stands on it by now is not ours to pull away."""


def undo_plan(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> ImportPlan:
    """Undo and return the plan with `counts` telling reversed, kept and failed rows.

    What the list brought stays readable with `known_on`: its rows become versions. Raises TooLateToUndo, WrongState,
    PowerMissing.
    """
    with transaction.atomic():
        _own, places = hold_places(plan_id=plan_id)
        plan = change_state(plan_id=plan_id, to=State.UNDONE)
        require_importing(actor, plan)
        if plan.committed_at is None or at - plan.committed_at > UNDONE_WITHIN:
            raise TooLateToUndo
        values = {"plan": plan.pk, "at": at, "on": on, "committed_at": plan.committed_at}
        report(done=0, total=2, stage=SORTING)
        _reverse(values, places, report)
        _record(actor, plan, at)
    return plan


def _reverse(values: dict[str, Any], places: Mapping[int, Organisation], report: Report) -> None:
    """Sort the rows and take them back, with the figures."""
    hold_lists()
    with connection.cursor() as cursor:
        cursor.execute(reversing.LOCK_BROUGHT, values)
        cursor.execute(reversing.sort_rows(), values)
        known = counting.of_known(counting.REVERSED)
        figures = counted_rows(known, values=values, places=places)
        report(done=1, stage=REVERSING)
        for statement in [*updating.statements(rows=updating.TO_REVERSE, value=0), *reversing.STATEMENTS]:
            cursor.execute(statement, values)
    count_change(before=figures, after=counted_rows(known, values=values, places=places))
    note_rows(values=values, places=places)


def _record(actor: Actor, plan: ImportPlan, at: datetime) -> None:
    outcomes = plan.rows.exclude(outcome="").values_list("outcome", flat=True)
    counted = {outcome.value: outcomes.filter(outcome=outcome).count() for outcome in Outcome}
    plan.counts = {**plan.counts, **counted}
    plan.undone_by_name, plan.undone_at = actor.name, at
    plan.save(update_fields=["counts", "undone_by_name", "undone_at"])
    write_entry(
        actor=actor,
        verb="list_undone",
        about=About(type="list", id=plan.pk, name=plan.file_name),
        at_place=plan,
        at=at,
        after={"organisation": plan.organisation.name, **counted},
    )
