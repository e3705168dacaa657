"""One export in a worker of its own, as the platform runs it: how long it takes, the most memory it holds."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from benchmarks.union import OPERATOR
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.members.actions.ask_export import ask_export
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation
from launcher.children import end_child, start_child
from launcher.place import ROOT
from launcher.surroundings import django_command

COLUMNS = ("last_name", "first_name", "middle_name", "birth_date", "phone", "organisation", "category", "position")
_BETWEEN_LOOKS = 0.05
_LONGEST_WORK = 1800.0


class WorkDidNotEnd(Exception):
    """The worker failed, or did not finish in half an hour."""


@dataclass(frozen=True)
class Exported:
    """One export: rows, seconds of the work itself, the worker's memory (bytes) idle and at most, bytes of the file."""

    kind: str
    rows: int
    seconds: float
    idle: int
    peak: int
    size: int


def exported(*, kind: str, organisation: Organisation, environment: dict[str, str]) -> Exported:
    """Make the file in a fresh worker and watch. Raises WorkDidNotEnd."""
    worker = start_child(arguments=django_command(name="run_worker"), environment=environment, folder=ROOT)
    try:
        idle = _highest_when_waiting(worker)
        export = ask_export(
            actor=OPERATOR,
            filters=Filters(organisation=organisation),
            words="bench",
            columns=COLUMNS,
            kind=kind,
            purpose="bench",
            at=timezone.now(),
        )
        work, peak = _watched(export, worker)
    finally:
        end_child(child=worker, patience=10)
    made = Export.objects.select_related("file").get(pk=export.pk)
    if work.started_at is None or work.finished_at is None or made.file is None:
        raise WorkDidNotEnd
    seconds = (work.finished_at - work.started_at).total_seconds()
    return Exported(kind, made.people or 0, seconds, idle, peak, made.file.size)


def _watched(export: Export, worker: subprocess.Popen[bytes]) -> tuple[Work, int]:
    begun, peak = time.perf_counter(), 0
    while not (work := Work.objects.get(pk=export.work_id or 0)).is_finished:
        if worker.poll() is not None or time.perf_counter() - begun > _LONGEST_WORK:
            raise WorkDidNotEnd
        peak = max(peak, _highest(worker.pid))
        time.sleep(_BETWEEN_LOOKS)
    if work.error:
        raise WorkDidNotEnd(work.error)
    return work, max(peak, _highest(worker.pid))


def _highest_when_waiting(worker: subprocess.Popen[bytes]) -> int:
    """The mark once the worker has loaded everything and grows no more."""
    before, now = -1, 0
    while before != now or not now:
        if worker.poll() is not None:
            raise WorkDidNotEnd
        time.sleep(1.0)
        before, now = now, _highest(worker.pid)
    return now


def _highest(pid: int) -> int:
    """The kernel itself remembers the highest mark of a living process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    marks = [line.split() for line in lines if line.startswith("VmHWM:")]
    return int(marks[0][1]) * 1024 if marks else 0
