"""Who may start the server of a place: one process at a time; others wait for it or use it."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from launcher.refusals import Refused
from launcher.words import _, say


@dataclass(frozen=True)
class Holder:
    """The process that started the server: `address` is where its pages are, "" for an operator's command."""

    number: int
    address: str


@contextlib.contextmanager
def sole_turn(*, folder: Path, address: str) -> Iterator[None]:
    """For `run`: nobody else starts anything here until the end. Waits for an operator's command to finish.

    Refused: the platform already runs in this folder.
    """
    with _opened(folder / "lock") as file:
        told = False
        while not _taken(file):
            holder = _holder(file)
            if holder and holder.address:
                sentence = _("Edinstvo already runs with this data folder: %(address)s (process %(number)s).")
                raise Refused(sentence % {"address": holder.address, "number": holder.number})
            if not told:
                say(_("An operator's command is using this data folder. Waiting for it to finish…"))
                told = True
            time.sleep(0.1)
        _sign(file, address=address)
        yield


class Turn:
    """An operator's command at a place, beside others."""

    def __init__(self, *, users: IO[str], lock: IO[str]) -> None:
        self._users, self._lock = users, lock

    def is_ours(self) -> bool:
        """Whether nobody holds the place and it is now ours: we must start the server ourselves."""
        if not _taken(self._lock):
            return False
        _sign(self._lock, address="")
        return True

    def wait_for_others(self) -> None:
        """Wait until no other command uses the server that we started."""
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_("Another command still uses the database. Waiting for it to finish…"))
            fcntl.flock(self._users, fcntl.LOCK_EX)


@contextlib.contextmanager
def shared_turn(*, folder: Path) -> Iterator[Turn]:
    """For an operator's command: it may use a running server, and that server's command will wait for it."""
    with _opened(folder / "users") as users, _opened(folder / "lock") as lock:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield Turn(users=users, lock=lock)


@contextlib.contextmanager
def brief_turn(*, folder: Path) -> Iterator[None]:
    """Alone for a moment: what is made on first use is made once, also when two commands come at the same time."""
    with _opened(folder / "making") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _opened(path: Path) -> IO[str]:
    return path.open("a+")


def _taken(file: IO[str]) -> bool:
    """The system gives the lock back when its holder dies, however it dies."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(file: IO[str], *, address: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps({"number": os.getpid(), "address": address}))
    file.flush()


def _holder(file: IO[str]) -> Holder | None:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except ValueError:
        return None
