"""Read a list and store it as a plan: what each of its rows would do to the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.foundation.files.local import local_copy
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.imports.actions.change_state import change_state, require_next
from edinstvo.registry.imports.actions.match_rows import match_rows
from edinstvo.registry.imports.actions.report import Report
from edinstvo.registry.imports.actions.store_rows import store_rows
from edinstvo.registry.imports.models import ImportPlan, PlanRow, RememberedMapping, State
from edinstvo.registry.imports.permissions import require_importing
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.interpretation import Interpretation, NoNameColumn
from edinstvo.registry.imports.rules.member import ReadMember

READING = gettext_noop("Reading the rows")
COMPARING = gettext_noop("Comparing with the register")
_SAMPLES, _ROWS_BETWEEN_REPORTS = 3, 100
_ERRORS: dict[type[Exception], str] = {
    UnreadableFile: "unreadable_file",
    FileTooLarge: "file_too_large",
    NoNameColumn: "no_name_column",
}


def make_plan(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> ImportPlan:
    """Read and store; the plan comes back "planned", or "failed" with its error and nothing kept of the file.

    `on` is today: dates after it are future. Raises WrongState, PowerMissing.
    """
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.PLANNED)
        require_importing(actor, plan)
        PlanRow.objects.filter(plan=plan).delete()
        with _failure_kept(plan, at):
            plan.sheets, plan.skipped = _read(plan, on, report)
            report(stage=COMPARING)
            plan.counts = match_rows(plan=plan)
            plan.planned_at = at
            plan.save(update_fields=["sheets", "skipped", "counts", "planned_at"])
            plan.state = change_state(plan_id=plan.pk, to=State.PLANNED).state
    return plan


def _read(plan: ImportPlan, on: date, report: Report) -> tuple[list[dict[str, Any]], int]:
    if plan.file is None:
        raise UnreadableFile("forgotten")
    with local_copy(file=plan.file) as path:
        sheets = read_tables(path, name=PurePath(plan.file_name).stem)
        reading = Interpretation(sheets, today=on, mappings=_mappings(plan))
        store_rows(plan=plan, members=_counted(reading, report))
    return _sheets(plan, reading), sum(reading.skipped.values())


def _counted(reading: Interpretation, report: Report) -> Iterator[ReadMember]:
    for number, member in enumerate(reading):
        if number % _ROWS_BETWEEN_REPORTS == 0:
            report(done=number, stage=READING)
        yield member


def _mappings(plan: ImportPlan) -> dict[str, dict[int, Field]]:
    """What this organisation said of such headings before, and above it what was said of this very file."""
    remembered = RememberedMapping.objects.filter(organisation_id=plan.organisation_id)
    said = {**dict(remembered.values_list("fingerprint", "mapping")), **plan.mappings}
    return {
        fingerprint: {int(column): Field(field) for column, field in mapping.items()}
        for fingerprint, mapping in said.items()
    }


def _sheets(plan: ImportPlan, reading: Interpretation) -> list[dict[str, Any]]:
    """How each sheet was understood, with the first rows as samples, for the page of columns."""
    described = []
    for name, layout in reading.layouts.items():
        first = PlanRow.objects.filter(plan=plan, sheet=name).order_by("position").values_list("raw", flat=True)
        described.append(
            {
                "name": name,
                "fingerprint": layout.fingerprint,
                "heading_row": layout.heading_row,
                "headings": list(layout.headings),
                "columns": {str(column): field.value for column, field in layout.columns.items()},
                "samples": list(first[:_SAMPLES]),
            }
        )
    return described


@contextmanager
def _failure_kept(plan: ImportPlan, at: datetime) -> Iterator[None]:
    """What the file as a whole has wrong is a state of the plan; of the file and its rows nothing stays."""
    try:
        with transaction.atomic():
            yield
    except tuple(_ERRORS) as error:
        file, plan.file, plan.error = plan.file, None, _ERRORS[type(error)]
        plan.state, plan.planned_at = State.FAILED, at
        plan.save(update_fields=["file", "error", "state", "planned_at"])
        if file is not None:
            forget_file(file=file)
