"""Servers as the launcher starts them, and clients that keep one of them busy."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.figures import percentile
from launcher.children import end_child, start_child
from launcher.place import ROOT
from launcher.programs import Doors, answers, programs

_PATIENCE = 60.0


class NoServer(Exception):
    """The server does not answer, or ended."""


@dataclass(frozen=True)
class Busy:
    """Some seconds of load: requests per second, seconds of a wait (p50, p95), bytes of an answer on the wire."""

    rate: float
    middle: float
    late: float
    bytes: float


@contextlib.contextmanager
def serving(*, settings: str, environment: dict[str, str]) -> Iterator[int]:
    """The launcher's own command for the pages, under other settings; gives its port. Raises NoServer."""
    doors = Doors(host="127.0.0.1", port=_free_port())
    pages = programs(doors=doors)[0]
    told = {**environment, "DJANGO_SETTINGS_MODULE": settings, "PORT": str(doors.port)}
    server = start_child(arguments=pages.arguments, environment=told, folder=ROOT)
    try:
        begun = time.monotonic()
        while not answers(doors=doors):
            if server.poll() is not None or time.monotonic() - begun > _PATIENCE:
                raise NoServer(settings)
            time.sleep(0.1)
        yield doors.port
    finally:
        end_child(child=server, patience=10)


def workers_in_words() -> str:
    """The command that was measured, without what changes from run to run."""
    arguments = programs(doors=Doors(host="127.0.0.1", port=8000))[0].arguments
    return " ".join(arguments[2:])


def keep_busy(*, port: int, path: str, cookies: Sequence[str], seconds: float) -> Busy:
    """Let one client for each cookie ask for the page that long."""
    arguments = [sys.executable, "-m", "benchmarks.throughput.load", "--port", str(port), "--path", path]
    done = subprocess.run(
        [*arguments, "--seconds", str(seconds)],
        input="\n".join(cookies),
        stdout=subprocess.PIPE,
        env=dict(os.environ),
        cwd=ROOT,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    waits = found["waits"]
    return Busy(
        rate=len(waits) / found["seconds"],
        middle=percentile(waits, 0.5),
        late=percentile(waits, 0.95),
        bytes=found["bytes"] / len(waits),
    )


def _free_port() -> int:
    """A port nobody uses; the one after it is not needed here."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
