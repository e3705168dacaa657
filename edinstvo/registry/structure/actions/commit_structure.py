"""Bring a checked list of organisations into the register: exactly the plan that was seen, or nothing of it."""

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.load_organisations import load_organisations
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.state_many import state_many
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.structure.actions.change_state import change_state, head_id
from edinstvo.registry.structure.actions.write_down import Founding, facts_of
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.meanings import decided
from edinstvo.registry.structure.queries.plans import rows_of

CHECKING = gettext_noop("Comparing the list with the register")
WRITING = gettext_noop("Bringing the organisations in")
_REMEMBER = """
UPDATE structure_structurerow AS r SET organisation_id = made.id
FROM unnest(%s::bigint[], %s::bigint[]) AS made (row_id, id) WHERE r.id = made.row_id
"""


def commit_structure(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> StructurePlan:
    """Commit and return the plan. New organisations are founded as the plan says, facts of known ones hold from `on`.

    Rows that are asked about or wrong are left. Raises WrongState, RegisterMoved, OrganisationClosed, PowerMissing,
    NumbersExhausted.
    """
    try:
        with transaction.atomic():
            hold_structure()
            head = hold_open(organisation_id=head_id(plan_id=plan_id))
            plan = change_state(plan_id=plan_id, to=State.COMMITTED)
            require_bringing(actor, head)
            report(done=0, total=2, stage=CHECKING)
            rows = _unmoved(plan, head, on)
            report(done=1, stage=WRITING)
            founding = Founding(plan=plan, head=head, rows=rows)
            ids = load_organisations(actor=actor, rows=founding.rows(), at=at, is_part_of_act=True)
            _remember({row: ids[str(row.position)] for row in rows if row.action == Action.NEW})
            state_many(actor=actor, head=head, facts=facts_of(rows, founding, on=on, at=at))
            _record(actor, plan, at)
            report(done=2)
    except (NameTaken, IntegrityError) as taken:
        # Somebody founded one of them by hand in this very moment.
        raise RegisterMoved(rows=1) from taken
    return plan


def _unmoved(plan: StructurePlan, head: Organisation, on: date) -> list[StructureRow]:
    """The rows, after seeing that each still means what the plan says; whom they mean is locked."""
    rows = list(rows_of(plan=plan))
    meant = [row.organisation_id for row in rows if row.organisation_id is not None]
    locked = Organisation.objects.select_for_update(no_key=True).filter(pk__in=meant).order_by("pk")
    list(locked.values_list("pk", flat=True))
    now = decided(head=head, rows=rows, since=plan.founded_on, on=on)
    moved = sum(
        any(getattr(row, name) != value for name, value in values.items())
        for row, values in zip(rows, now, strict=True)
    )
    if moved:
        raise RegisterMoved(rows=moved)
    return rows


def _remember(made: dict[StructureRow, int]) -> None:
    """Write into the rows which organisation each has become."""
    for row, id_ in made.items():
        row.organisation_id = id_
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [[row.pk for row in made], list(made.values())])


def _record(actor: Actor, plan: StructurePlan, at: datetime) -> None:
    plan.committed_by_name, plan.committed_at = actor.name, at
    plan.save(update_fields=["committed_by_name", "committed_at"])
    write_entry(
        actor=actor,
        verb="structure_committed",
        about=About(type="structure", id=plan.pk, name=plan.file_name),
        at_place=plan,
        at=at,
        after={"organisation": plan.organisation.name, **plan.counts},
        reason=plan.decision,
    )
