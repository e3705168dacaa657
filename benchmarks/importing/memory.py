"""How much memory a large list takes: in the worker, and in the process that reads the file."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from benchmarks.union import NOW, OPERATOR
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.actions.bring_list import bring_list
from edinstvo.registry.imports.actions.request_commit import request_commit
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.organisations.models import Organisation
from launcher.children import end_child, start_child
from launcher.place import ROOT
from launcher.surroundings import django_command

_BETWEEN_LOOKS = 0.1
_LONGEST_WORK = 1800.0


class WorkDidNotEnd(Exception):
    """The worker failed, or did not finish in half an hour."""


@dataclass
class Peaks:
    """The most memory (resident, bytes) that the worker and the reading process held, and the seconds it took."""

    worker: int = 0
    reader: int = 0
    planned: float = 0.0
    committed: float = 0.0

    def look(self, worker: psutil.Process) -> None:
        """Look at both; the kernel itself remembers the highest mark of a living process."""
        self.worker = max(self.worker, _highest(worker.pid))
        for child in worker.children(recursive=True):
            self.reader = max(self.reader, _highest(child.pid))


def peaks_of(path: Path, organisation: Organisation, *, environment: dict[str, str]) -> Peaks:
    """Plan and commit the list in a worker as the platform runs it, and watch. Raises WorkDidNotEnd."""
    peaks = Peaks()
    worker = start_child(arguments=django_command(name="run_worker"), environment=environment, folder=ROOT)
    try:
        with path.open("rb") as file:
            stored = store_file(
                actor=OPERATOR, name=path.name, chunks=iter(lambda: file.read(2**20), b""), at=NOW, most_bytes=2**40
            )
        plan = bring_list(actor=OPERATOR, organisation=organisation, file=stored, at=NOW)
        peaks.planned = _watch(plan, worker, peaks)
        peaks.committed = _watch(request_commit(actor=OPERATOR, plan_id=plan.pk, at=NOW), worker, peaks)
    finally:
        end_child(child=worker, patience=10)
    return peaks


def _watch(plan: ImportPlan, worker: subprocess.Popen[bytes], peaks: Peaks) -> float:
    """Look until the plan's work has ended, and return the seconds that took."""
    process, begun = psutil.Process(worker.pid), time.perf_counter()
    while not (work := Work.objects.get(pk=plan.work_id or 0)).is_finished:
        if worker.poll() is not None or time.perf_counter() - begun > _LONGEST_WORK:
            raise WorkDidNotEnd
        peaks.look(process)
        time.sleep(_BETWEEN_LOOKS)
    if work.error:
        raise WorkDidNotEnd(work.error)
    return time.perf_counter() - begun


def _highest(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    marks = [line.split() for line in lines if line.startswith("VmHWM:")]
    return int(marks[0][1]) * 1024 if marks else 0
