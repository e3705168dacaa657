"""Keeping children running."""

import subprocess
import sys
import time

import pytest

from launcher.children import start_child
from launcher.refusals import Refused
from launcher.supervisor import Kept, end_together


def _keep(source: str) -> Kept:
    def begin() -> subprocess.Popen[bytes]:
        return start_child(arguments=[sys.executable, "-S", "-c", source], environment={})

    return Kept(name="trial", start=begin)


def _look_for(kept: Kept, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        kept.look()
        time.sleep(0.02)


def test_starts_a_dead_child_again() -> None:
    kept = _keep("import time; time.sleep(60)")
    first = kept.process
    first.kill()
    _look_for(kept, seconds=0.6)
    assert kept.process is not first
    assert kept.process.poll() is None
    kept.end(patience=1)


def test_gives_up_on_a_child_that_ends_at_once_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("launcher.supervisor._LONGEST_PAUSE", 0.1)
    with pytest.raises(Refused, match=r"ends at once every time \(code 3\)"):
        _look_for(_keep("raise SystemExit(3)"), seconds=10)


def test_kills_what_does_not_end_when_asked() -> None:
    deaf = _keep(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    time.sleep(0.3)
    begun_at = time.monotonic()
    end_together(children=[deaf], patience=0.5)
    assert deaf.process.returncode == -9
    assert time.monotonic() - begun_at < 2
