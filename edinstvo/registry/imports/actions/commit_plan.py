"""Bring a checked list into the register: exactly the plan that was seen, in one transaction, or not at all."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.actions.change_state import change_state
from edinstvo.registry.imports.actions.count_rows import counted_rows, hold_places, note_rows
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.permissions import require_importing
from edinstvo.registry.imports.queries.matching import matches_sql
from edinstvo.registry.imports.sql import counting, inserting, updating
from edinstvo.registry.members.actions.copy_search_keys import learn_surnames
from edinstvo.registry.members.actions.count_members import count_change
from edinstvo.registry.members.actions.identity_lock import hold_all_identities, hold_lists
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.models import Organisation

CHECKING = gettext_noop("Comparing the list with the register")
WRITING = gettext_noop("Bringing the people in")
CLOSING = gettext_noop("Counting and closing")


class RegisterMoved(Exception):
    """Since the plan was made, the register changed for `rows` of its rows: plan again, look, then commit."""

    def __init__(self, *, rows: int) -> None:
        super().__init__(f"{rows} rows of the plan no longer mean what they meant")
        self.rows = rows


def commit_plan(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> ImportPlan:
    """Commit and return the plan. People without a day of registration are on record from `on`.

    Raises RegisterMoved, OrganisationClosed, WrongState (a second click meets it), PowerMissing; the plan stays as it
    was.
    """
    with transaction.atomic():
        organisation, places = hold_places(plan_id=plan_id)
        plan = change_state(plan_id=plan_id, to=State.COMMITTED)
        require_importing(actor, plan)
        if not organisation.is_open:
            raise OrganisationClosed(organisation=organisation)
        values = {"plan": plan.pk, "primary": plan.primary_id, "at": at, "on": on, **organisation.branch_columns}
        values["organisation"] = organisation.pk
        report(done=0, total=3, stage=CHECKING)
        newest = _begin(values)
        report(done=1, stage=WRITING)
        _write(values, places)
        report(done=2, stage=CLOSING)
        _close(values, newest)
        _record(actor, plan, organisation, at)
    return plan


def _begin(values: dict[str, Any]) -> int:
    """Wait for other lists, see that the register has not moved, and say which person is the newest by then."""
    hold_lists()
    with connection.cursor() as cursor:
        cursor.execute(inserting.LOCK_MATCHED, values)
        cursor.execute(inserting.LOCK_RETURNING, values)
        cursor.execute("SELECT coalesce(max(id), 0) FROM members_person")
        newest = int(cursor.fetchone()[0])
        cursor.execute(inserting.moved_sql(matches_sql()), values)
        if moved := int(cursor.fetchone()[0]):
            raise RegisterMoved(rows=moved)
    return newest


def _write(values: dict[str, Any], places: Mapping[int, Organisation]) -> None:
    known = counting.of_known(counting.BROUGHT_BACK)
    figures = counted_rows(known, values=values, places=places)
    with connection.cursor() as cursor:
        for statement in [*updating.statements(), *inserting.statements()]:
            cursor.execute(statement, values)
    now = counted_rows(known, values=values, places=places)
    count_change(before=figures, after=now + counted_rows(counting.OF_NEW, values=values, places=places))
    note_rows(values=values, places=places)


def _close(values: dict[str, Any], newest: int) -> None:
    """Somebody admitted by hand while we wrote, and in our list too? From here to the commit no admission decides."""
    hold_all_identities()
    with connection.cursor() as cursor:
        cursor.execute(inserting.ADMITTED_MEANWHILE, {**values, "newest": newest})
        if late := int(cursor.fetchone()[0]):
            raise RegisterMoved(rows=late)
        cursor.execute(inserting.UNKNOWN_SURNAMES, values)
        surnames = [surname for (surname,) in cursor.fetchall()]
    # Not before the gate is ours: an admission that enters the same surname would wait for us, and we for it.
    learn_surnames(surnames=surnames)


def _record(actor: Actor, plan: ImportPlan, organisation: Organisation, at: datetime) -> None:
    plan.committed_by_name, plan.committed_at = actor.name, at
    plan.save(update_fields=["committed_by_name", "committed_at"])
    write_entry(
        actor=actor,
        verb="list_committed",
        about=About(type="list", id=plan.pk, name=plan.file_name),
        at_place=plan,
        at=at,
        after={"organisation": organisation.name, **plan.counts},
    )
