"""Read a list of organisations and store it as a plan: what each of its rows would do to the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.foundation.files.local import local_copy
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Limits
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.change_state import change_state, require_next
from edinstvo.registry.structure.actions.match_structure import match_structure
from edinstvo.registry.structure.models import Action, StructurePlan, StructureRow
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.rules.gathering import Head
from edinstvo.registry.structure.rules.organisation import ReadOrganisation
from edinstvo.registry.structure.rules.problems import Problem
from edinstvo.registry.structure.rules.reading import NoNameColumn, ReadList, read_list

READING = gettext_noop("Reading the rows")
COMPARING = gettext_noop("Comparing with the register")
# The whole list is looked at at once: a union of 70,000 organisations fits.
LIMITS = Limits(rows=120_000)
MOST_LEFT = 100
_ERRORS: dict[type[Exception], str] = {
    UnreadableFile: "unreadable_file",
    FileTooLarge: "file_too_large",
    NoNameColumn: "no_name_column",
}
_COLUMNS = frozenset(("sheet", "row", "type", "name", "parent", "is_head", "problems", "raw"))


def make_structure_plan(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> StructurePlan:
    """Read and store; the plan comes back "planned", or "failed" with its error and nothing kept of the file.

    `on` is today: what is known of the organisations by then is compared. Raises WrongState, PowerMissing.
    """
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.PLANNED)
        require_bringing(actor, plan)
        with _failure_kept(plan, at):
            report(done=0, stage=READING)
            read = _read(plan)
            report(stage=COMPARING)
            plan.skipped = sum(read.skipped.values())
            plan.left_columns = [asdict(column) for column in read.left[:MOST_LEFT]]
            match_structure(plan=plan, rows=_rows(plan, read.organisations), on=on)
            plan.planned_at = at
            plan.save(update_fields=["skipped", "left_columns", "counts", "planned_at"])
            plan.state = change_state(plan_id=plan.pk, to=State.PLANNED).state
    return plan


def _read(plan: StructurePlan) -> ReadList:
    if plan.file is None:
        raise UnreadableFile("forgotten")
    organisation = plan.organisation
    head = Head(names=(organisation.name, organisation.short_name), is_regional=organisation.covers_subjects)
    with local_copy(file=plan.file) as path:
        return read_list(read_tables(path, name=PurePath(plan.file_name).stem, limits=LIMITS), head=head)


def _rows(plan: StructurePlan, read: list[ReadOrganisation]) -> list[StructureRow]:
    """The rows in their order; territories come before what stands below them, so a parent's position is known."""
    places = {one.name: place for place, one in reversed(list(enumerate(read, start=1))) if one.type == "territorial"}
    return [
        StructureRow(
            plan=plan,
            position=position,
            sheet=one.sheet,
            row=one.row,
            action=Action.ERROR,
            type=one.type,
            name=one.name,
            parent=places[one.parent] if one.parent else None,
            parent_name=one.parent,
            is_head=one.is_head,
            said={name: value for name, value in asdict(one).items() if name not in _COLUMNS},
            problems=[_problem(problem) for problem in one.problems],
            has_problems=False,
            raw=list(one.raw),
        )
        for position, one in enumerate(read, start=1)
    ]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "column": problem.column,
        "field": problem.field,
        "code": problem.code.value,
        "params": dict(problem.params),
    }


@contextmanager
def _failure_kept(plan: StructurePlan, at: datetime) -> Iterator[None]:
    """What the file as a whole has wrong is a state of the plan; of the file nothing stays."""
    try:
        with transaction.atomic():
            yield
    except tuple(_ERRORS) as error:
        file, plan.file = plan.file, None
        plan.state, plan.error, plan.planned_at = State.FAILED, _ERRORS[type(error)], at
        plan.save(update_fields=["file", "error", "state", "planned_at"])
        if file is not None:
            forget_file(file=file)
