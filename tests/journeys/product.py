"""The whole product as a person starts it: `edinstvo run` in a data folder of its own, demonstration and all."""

import fcntl
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
def running_product(filled: Path) -> Iterator[Product]:
    """A copy of the filled demonstration (`fill_demonstration_once`), opened until the block ends."""
    with _a_folder() as folder:
        subprocess.run(["cp", "-a", filled, folder / "data"], check=True)
        with _opened(folder) as product:
            yield product


def fill_demonstration_once(kept: Path) -> None:
    """Let `kept` be the data folder of a demonstration that was opened once and closed, unless it is that already.

    Processes that ask for the same wait for each other.
    """
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            return
        with _a_folder() as folder:
            with _opened(folder):
                pass
            copied = kept.with_suffix(".copied")
            subprocess.run(["cp", "-a", folder / "data", copied], check=True)
            copied.rename(kept)


@contextmanager
def _a_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="edinstvo-") as name:
        # The server runs as another user when we are root, and must be able to come in.
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def _opened(folder: Path) -> Iterator[Product]:
    """Start it, wait until it answers and the logins are told, end it with Ctrl-C."""
    port, said = _free_port(), folder / "said.txt"
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
