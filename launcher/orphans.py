"""End what a killed launcher left behind; only the holder of a place does so, hence whatever is found is left over."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from launcher.surroundings import MARK
from launcher.words import _, say

_PATIENCE = 6.0


def end_orphans(*, folder: Path) -> int:
    """End every process that bears the mark of this data folder; return how many there were."""
    orphans = list(_marked(folder=folder))
    if orphans:
        say(_("Ending what an earlier start left running: %(number)s processes.") % {"number": len(orphans)})
    for process in orphans:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _gone, alive = psutil.wait_procs(orphans, timeout=_PATIENCE)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=_PATIENCE)
    return len(orphans)


def _marked(*, folder: Path) -> Iterator[psutil.Process]:
    """By the environment that each process got at its start, which nobody else's process has."""
    ours = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if (
                process.pid not in ours
                and process.environ().get(MARK) == str(folder)
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                yield process
