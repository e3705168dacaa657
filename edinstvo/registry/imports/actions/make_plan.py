"""Read a list and store it as a plan: what each of its rows would do to the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path, PurePath
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
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.interpretation import Interpretation, NoNameColumn, preview
from edinstvo.registry.imports.rules.layout import Layout
from edinstvo.registry.imports.rules.member import ReadMember

READING = gettext_noop("Reading the rows")
COMPARING = gettext_noop("Comparing with the register")
_SAMPLES, _ROWS_BETWEEN_REPORTS = 3, 100
# Of signs of a cell shown as a sample.
_LONGEST = 200
_ERRORS: dict[type[Exception], str] = {
    UnreadableFile: "unreadable_file",
    FileTooLarge: "file_too_large",
    NoNameColumn: "no_name_column",
}


def make_plan(*, actor: Actor, plan_id: int, on: date, at: datetime, report: Report) -> ImportPlan:
    """Read and store; the plan comes back "planned", or "failed" with its error and nothing kept of the file.

    A file without a column of names is kept where a person can be asked which one it is: `sheets` then tells its
    columns, and `plan_again` goes on. A command has nobody to ask. `on` is today: dates after it are future. Raises
    WrongState, PowerMissing.
    """
    with transaction.atomic():
        plan = require_next(plan_id=plan_id, to=State.PLANNED)
        require_importing(actor, plan)
        PlanRow.objects.filter(plan=plan).delete()
        with _failure_kept(plan, at, can_ask=actor.user_id is not None):
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
        try:
            store_rows(plan=plan, members=_counted(reading, report))
        except NoNameColumn:
            plan.sheets = _to_be_told(path, PurePath(plan.file_name).stem, on)
            raise
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
        described.append(_described(name, layout, list(first[:_SAMPLES])))
    return described


def _to_be_told(path: Path, name: str, on: date) -> list[dict[str, Any]]:
    """The sheets of a file in which no column of names was found, for a person to say which it is."""
    return [
        _described(sheet.name, sheet.layout, [[text_of(cell)[:_LONGEST] for cell in row.cells] for row in sheet.rows])
        for sheet in preview(read_tables(path, name=name), today=on, rows=_SAMPLES)
    ]


def _described(name: str, layout: Layout, samples: list[list[str]]) -> dict[str, Any]:
    return {
        "name": name,
        "fingerprint": layout.fingerprint,
        "heading_row": layout.heading_row,
        "headings": list(layout.headings),
        "columns": {str(column): field.value for column, field in layout.columns.items()},
        "samples": samples,
    }


@contextmanager
def _failure_kept(plan: ImportPlan, at: datetime, *, can_ask: bool) -> Iterator[None]:
    """What the file as a whole has wrong is a state of the plan; of the file nothing stays unless it helps to ask."""
    try:
        with transaction.atomic():
            yield
    except tuple(_ERRORS) as error:
        plan.state, plan.error, plan.planned_at = State.FAILED, _ERRORS[type(error)], at
        file = plan.file
        if not (can_ask and isinstance(error, NoNameColumn) and plan.sheets):
            plan.file, plan.sheets = None, []
        plan.save(update_fields=["file", "sheets", "error", "state", "planned_at"])
        if file is not None and plan.file is None:
            forget_file(file=file)
