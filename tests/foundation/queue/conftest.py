"""Works asked for by a named cast, and real processes that run and watch them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import httpx
import psycopg
import pytest

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.models import Work
from launcher.cluster import SUPERUSER
from launcher.postgres import Server
from tests.foundation.queue import trial_jobs

ROOT = Path(__file__).parents[3]
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CHAIR = Actor(user_id=7, name="Кораблёва Т. В.", address="192.0.2.1")
OPERATOR = Actor.operator(name="Иванов", command="import-members")
_LISTENING = """
SELECT FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%LISTEN "procrastinate%'
"""


class Asking(Protocol):
    """Ask for a trial work."""

    def __call__(self, kind: str, *, is_inline: bool = False, actor: Actor = CHAIR, **parameters: Any) -> Work: ...


@pytest.fixture
def ask() -> Asking:
    """`ask("trial.count", steps=3)`: the chair asks for a work."""
    trial_jobs.register()

    def asking(kind: str, *, is_inline: bool = False, actor: Actor = CHAIR, **parameters: Any) -> Work:
        return start_work(
            actor=actor,
            kind=kind,
            title="Counting to %(n)s",
            title_values={"n": 3},
            at=AT,
            parameters=parameters,
            is_inline=is_inline,
        )

    return asking


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The key that signs tokens, shared by this process and the live one."""
    path = tmp_path / "secret"
    path.write_text("a key for tests only, long enough to be one")
    return path


@pytest.fixture
def environment(postgresql: Server, secret: Path) -> dict[str, str]:
    """What a process of the platform is told: this session's database, as the restricted role."""
    settings = {"DATABASE_URL": postgresql.app_url, "EDINSTVO_SECRET_KEY_FILE": str(secret), "PYTHONPATH": str(ROOT)}
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **settings}


@pytest.fixture
def worker(
    environment: Mapping[str, str], postgresql: Server
) -> Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]:
    """`with worker() as process`: a real worker; at the end it must have ended by itself within ten seconds."""

    @contextmanager
    def running() -> Iterator[subprocess.Popen[bytes]]:
        own = {**environment, "DATABASE_URL": postgresql.worker_url}
        with subprocess.Popen([sys.executable, trial_jobs.__file__], env=own, cwd=ROOT) as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                finally:
                    process.kill()

    return running


@pytest.fixture
def listened_to(postgresql: Server) -> Callable[[], bool]:
    """Whether a worker listens for what is asked for."""

    def looking() -> bool:
        with psycopg.connect(postgresql.owner_url, user=SUPERUSER) as superuser:
            return superuser.execute(_LISTENING).fetchone() is not None

    return looking


@pytest.fixture
def live(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a real live process."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "config.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    with subprocess.Popen([*command, "--timeout-graceful-shutdown", "1"], env=dict(environment), cwd=ROOT) as process:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: _answers(address))
        yield address
        process.terminate()
        process.wait(10)


def wait_until(condition: Callable[[], bool], *, seconds: float = 15) -> None:
    """Wait for something that another process does; fail loudly when it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=1)
    except httpx.TransportError:
        return False
    return True
