"""The ways one list goes into one register, each timed part by part."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from benchmarks.copying import rows_made
from benchmarks.people import TODAY
from benchmarks.union import NOW, OPERATOR
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.imports.actions.bring_list import bring_list
from edinstvo.registry.imports.actions.commit_plan import CHECKING, commit_plan
from edinstvo.registry.imports.actions.make_plan import READING, make_plan
from edinstvo.registry.imports.actions.match_rows import match_rows
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.store_rows import store_rows
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.rules.interpretation import interpret
from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.organisations.models import Organisation

# What an import of new people makes, table by table, and which rows of it one plan made.
MADE = {
    "members_person": "batch_id = %(plan)s",
    "members_membership": "batch_id = %(plan)s",
    "members_categoryfact": "membership_id IN (SELECT id FROM members_membership WHERE batch_id = %(plan)s)",
}
_PIECE = 2**17


@dataclass
class Times:
    """Seconds of each part, in the order in which they came."""

    parts: dict[str, float] = field(default_factory=dict)
    stage: str | None = None
    begun: float = 0.0

    @property
    def whole(self) -> float:
        """Seconds of all parts together."""
        return sum(self.parts.values())

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        begun = time.perf_counter()
        yield
        self.parts[name] = self.parts.get(name, 0.0) + time.perf_counter() - begun

    def report(self, *, stage: str | None = None, **_more: int | None) -> None:
        """As an action's `report`: a stage is a part that lasts until the next one, or until `end`."""
        if stage is not None and stage != self.stage:
            self.end()
            self.stage, self.begun = stage, time.perf_counter()

    def end(self) -> None:
        """The last stage ends here."""
        if self.stage is not None:
            self.parts[self.stage] = self.parts.get(self.stage, 0.0) + time.perf_counter() - self.begun
        self.stage = None


def read_only(path: Path) -> float:
    """Seconds for the reading process and the pipe, with nothing understood."""
    begun = time.perf_counter()
    for sheet in read_tables(path):
        for _ in sheet.rows:
            pass
    return time.perf_counter() - begun


def read_and_interpret(path: Path) -> float:
    """Seconds for reading and understanding, with nothing stored."""
    begun = time.perf_counter()
    for _ in interpret(read_tables(path), today=TODAY):
        pass
    return time.perf_counter() - begun


def people_of(path: Path) -> list[ReadMember]:
    """The list as it was understood, kept in memory."""
    return list(interpret(read_tables(path), today=TODAY))


def end_to_end(path: Path, organisation: Organisation) -> tuple[ImportPlan, Times]:
    """From the file to the committed list, through the actions of the screen."""
    times = Times()
    with times.part("storing the file"):
        file = store_file(actor=OPERATOR, name=path.name, chunks=_pieces(path), at=NOW, most_bytes=2**40)
        plan = bring_list(actor=OPERATOR, organisation=organisation, file=file, at=NOW, is_inline=True)
    times.report(stage=READING)
    plan = make_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=times.report)
    times.end()
    times.report(stage=CHECKING)
    plan = commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=times.report)
    times.end()
    return plan, times


def database_part(members: Sequence[ReadMember], organisation: Organisation) -> Times:
    """From people in memory to the committed list: storing the plan, matching, committing."""
    times = Times()
    file = store_file(actor=OPERATOR, name="список.csv", chunks=[b"-"], at=NOW, most_bytes=1)
    plan = bring_list(actor=OPERATOR, organisation=organisation, file=file, at=NOW, is_inline=True)
    with transaction.atomic():
        with times.part("storing the plan"):
            store_rows(plan=plan, members=members)
        with times.part("matching"):
            plan.counts = match_rows(plan=plan)
        plan.state = State.PLANNED
        plan.save()
    with times.part("committing"):
        commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    return times


def undo(plan: ImportPlan) -> float:
    """Seconds to take the committed list back."""
    begun = time.perf_counter()
    undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW + timedelta(hours=1), report=say_nothing)
    return time.perf_counter() - begun


def rows_made_by(plan: ImportPlan) -> dict[str, bytes]:
    """The very rows that the import made, as COPY writes them."""
    return rows_made(MADE, {"plan": plan.pk})


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
