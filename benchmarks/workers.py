"""Background work in a worker of its own, as the platform runs it: how long it takes, how much memory it holds."""

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from edinstvo.foundation.queue.models import Work
from launcher.children import end_child, start_child
from launcher.place import ROOT
from launcher.surroundings import django_command

_BETWEEN_LOOKS = 0.05
_LONGEST_WORK = 1800.0


class WorkDidNotEnd(Exception):
    """The worker failed, or did not finish in half an hour."""


@dataclass(frozen=True)
class Worked:
    """Seconds of the work itself, without its waiting, and memory (resident, bytes): the worker's idle and at most.

    `helper` is the most that the processes which it started held together; 0 if it started none.
    """

    seconds: float
    idle: int
    peak: int
    helper: int


def worked(*, ask: Callable[[], int | None], environment: dict[str, str]) -> Worked:
    """Ask a fresh worker for something and watch it; `ask` returns the id of the work. Raises WorkDidNotEnd."""
    with _worker(environment) as worker:
        idle = _highest_when_waiting(worker)
        work, peak, helper = _watched(ask() or 0, worker)
    if work.started_at is None or work.finished_at is None:
        raise WorkDidNotEnd
    return Worked((work.finished_at - work.started_at).total_seconds(), idle, peak, helper)


@contextlib.contextmanager
def _worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    worker = start_child(arguments=django_command(name="run_worker"), environment=environment, folder=ROOT)
    try:
        yield worker
    finally:
        end_child(child=worker, patience=10)


def _watched(work_id: int, worker: subprocess.Popen[bytes]) -> tuple[Work, int, int]:
    """The finished work, and the most that the worker held, and that processes of its own held together."""
    begun, peak, helper, process = time.perf_counter(), 0, 0, psutil.Process(worker.pid)
    while not (work := Work.objects.get(pk=work_id)).is_finished:
        if worker.poll() is not None or time.perf_counter() - begun > _LONGEST_WORK:
            raise WorkDidNotEnd
        peak = max(peak, _highest(worker.pid))
        helper = max(helper, sum(_highest(child.pid) for child in process.children(recursive=True)))
        time.sleep(_BETWEEN_LOOKS)
    if work.error:
        raise WorkDidNotEnd(work.error)
    return work, max(peak, _highest(worker.pid)), helper


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
    """The kernel itself remembers the highest mark of a living process; 0 for one that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    marks = [line.split() for line in lines if line.startswith("VmHWM:")]
    return int(marks[0][1]) * 1024 if marks else 0
