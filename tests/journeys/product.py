"""The whole product as a person starts it: `edinstvo run` in a data folder of its own, demonstration and all."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0


@dataclass(frozen=True)
class Product:
    """A running platform: where it answers, where its data lie, and what it said while it started."""

    home: str
    folder: Path
    said: Path


@contextmanager
def running_product() -> Iterator[Product]:
    """Start it, wait until it answers and the logins are told, end it with Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="edinstvo-") as name:
        folder, port = Path(name), _free_port()
        # The server runs as another user when we are root, and must be able to come in.
        folder.chmod(0o755)
        said = folder / "said.txt"
        environment = {**os.environ, "EDINSTVO_DATA": str(folder / "data"), "PORT": str(port), "DEMO": "1"}
        addresses = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")
        for foreign in (*addresses, "EDINSTVO_MODE", "DJANGO_SETTINGS_MODULE"):
            environment.pop(foreign, None)
        with said.open("wb") as output:
            process = subprocess.Popen(
                [ROOT / ".venv/bin/edinstvo", "run"], env=environment, stdout=output, stderr=output, cwd=ROOT
            )
        try:
            home = f"http://localhost:{port}"
            _wait_until_open(home, process, said)
            yield Product(home=home, folder=folder / "data", said=said)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(15)
            # Shown by pytest beside a journey that failed.
            sys.stderr.write(said.read_text())


def _wait_until_open(home: str, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"it ended while starting:\n{said.read_text()}")
        try:
            if httpx.get(f"{home}/health/", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"it did not open in {PATIENCE} s:\n{said.read_text()}")


def _free_port() -> int:
    """A port that is free together with the next one, where the live streams are."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
