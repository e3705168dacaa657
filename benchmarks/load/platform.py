"""The whole platform as `edinstvo run` starts it, in a folder of its own; parts of it can be killed."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from benchmarks.folders import own_environment
from launcher.database import database_of
from launcher.place import ROOT, Mode, Place
from launcher.programs import Doors, answers
from launcher.surroundings import as_worker, process_environment, surroundings

_PATIENCE = 900.0
# How each part is known among the processes of the place.
PARTS = {"pages": "granian", "worker": "run_worker", "database": "postgres", "live streams": "uvicorn"}


class NotOpen(Exception):
    """The platform ended, or did not answer in a quarter of an hour."""


@dataclass(frozen=True)
class Platform:
    """`environment` lets a process with Django use its database; `opened_in` are the seconds until it answered."""

    process: "subprocess.Popen[bytes]"
    doors: Doors
    environment: Mapping[str, str]
    opened_in: float

    def kill(self, part: str) -> int:
        """kill -9 of every process of the part that the launcher started itself; how many that were."""
        killed = 0
        for name, child in self._children():
            if name == part:
                child.send_signal(signal.SIGKILL)
                killed += 1
        return killed

    def memory(self) -> dict[str, int]:
        """Bytes of each part with what it started: shared ones counted once (PSS)."""
        sizes: dict[str, int] = {}
        for name, child in self._children():
            with contextlib.suppress(psutil.Error):
                family = [child, *child.children(recursive=True)]
                sizes[name] = sizes.get(name, 0) + sum(_bytes_of(one) for one in family)
        return sizes

    def _children(self) -> Iterator[tuple[str, psutil.Process]]:
        """(part, process) of what the launcher started; one that has just ended is nobody's."""
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                words = " ".join(child.cmdline())
                yield next((part for part, sign in PARTS.items() if sign in words), f"other: {words[:60]}"), child


def _bytes_of(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def environment_of_place(folder: Path, *, mode: Mode = Mode.REAL) -> dict[str, str]:
    """The environment of a process that uses the database of the place as the worker does: it sees everybody."""
    place = Place(folder=folder, mode=mode)
    database = database_of(place=place, environment={})
    settings = surroundings(place=place, database=database, language="ru")
    return process_environment(settings=as_worker(settings=settings, database=database), place=place)


@contextlib.contextmanager
def opened(folder: Path, *, port: int, mode: Mode = Mode.REAL) -> Iterator[Platform]:
    """Open it and close it. Raises NotOpen."""
    doors = Doors(host="127.0.0.1", port=port)
    own = own_environment(folder, mode=mode) | {"PORT": str(port)}
    begun = time.monotonic()
    command = [sys.executable, "-P", "-m", "launcher.run"]
    process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL)
    try:
        while not answers(doors=doors):
            if process.poll() is not None or time.monotonic() - begun > _PATIENCE:
                raise NotOpen
            time.sleep(0.1)
        yield Platform(process, doors, environment_of_place(folder, mode=mode), time.monotonic() - begun)
    finally:
        process.terminate()
        process.wait(timeout=60)
