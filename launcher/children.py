"""Start children that do not outlive us, and end them with everything they started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from launcher.stopping import unbroken
from launcher.system_user import SystemUser, identity_of

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_started: list[subprocess.Popen[bytes]] = []


def start_child(
    *,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    death_signal: signal.Signals = signal.SIGTERM,
    user: SystemUser | None = None,
    folder: Path | None = None,
    output: IO[bytes] | int | None = None,
    errors_apart: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a direct child in a session of its own, so that Ctrl-C reaches us alone and we end it in order.

    `death_signal` is what the kernel sends it when we are killed (Linux); `output` takes both its streams, or
    only standard output when `errors_apart`.
    """
    _started[:] = [child for child in _started if child.returncode is None]
    with unbroken():
        child = subprocess.Popen(
            arguments,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None and not errors_apart else None,
            start_new_session=True,
            preexec_fn=_tie_to_parent(death_signal=death_signal, parent=os.getpid()),
            **identity_of(user=user),
        )
        _started.append(child)
    return child


def end_the_rest() -> None:
    """At the very end: end what was started here and whose starter was stopped before it could take note of it."""
    for child in _started:
        if child.poll() is None:
            end_child(child=child, patience=0)


def end_child(*, child: subprocess.Popen[bytes], patience: float, kindly: signal.Signals = signal.SIGTERM) -> None:
    """Ask the child to end, wait `patience` seconds, then kill what is left of its group."""
    wait_for(child=child, patience=patience, kindly=kindly)
    kill_group(leader=child.pid)
    child.wait()


def wait_for(*, child: subprocess.Popen[bytes], patience: float, kindly: signal.Signals) -> bool:
    """Ask the child to end and wait `patience` seconds. True: it has ended."""
    if child.poll() is None:
        child.send_signal(kindly)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        return False
    return True


def kill_group(*, leader: int) -> None:
    """Kill every process left in the group of a child started here; a group without members is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def adopt_grandchildren() -> None:
    """Let processes whose parent died become ours (Linux), so that what we started never leaves our tree."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_adopted(*, patience: float) -> None:
    """At the very end, when all children of our own were waited for: see the adopted ones off too."""
    deadline = time.monotonic() + patience
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            number, _status = os.waitpid(-1, os.WNOHANG)
            if number == 0:
                time.sleep(0.01)


def _tie_to_parent(*, death_signal: signal.Signals, parent: int) -> Callable[[], None] | None:
    """Runs in the child after it changed its user (a change of user would clear the request)."""
    if _LIBC is None:
        return None
    prctl = _LIBC.prctl

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie
