"""Run a command of the platform, and see how long it takes and how much memory its processes have together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from launcher.place import ROOT

_EVERY = 1.0


@dataclass(frozen=True)
class Watched:
    """What a command printed, its seconds, and the most bytes that all its processes had: shared ones counted once."""

    output: str
    seconds: float
    memory: int


def watched(command: Sequence[str]) -> Watched:
    """Run it to its end; its progress goes where ours does. Ends with its exit code where it failed."""
    begun, peak, is_over = time.perf_counter(), [0], threading.Event()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, is_over), daemon=True)
    watcher.start()
    output = process.communicate()[0]
    is_over.set()
    watcher.join()
    if process.returncode:
        sys.exit(process.returncode)
    return Watched(output, time.perf_counter() - begun, peak[0])


def _watch(pid: int, peak: list[int], is_over: threading.Event) -> None:
    while not is_over.wait(_EVERY):
        try:
            family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
            peak[0] = max(peak[0], sum(one.memory_full_info().pss for one in family))
        except psutil.Error:
            # One of them has just ended: the next look tells.
            continue
