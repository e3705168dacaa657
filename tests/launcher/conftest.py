"""Real starts of the real thing, in data folders of their own."""

import contextlib
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

ROOT = Path(__file__).parents[2]
ORDINARY = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--no-new-privs"]
# Where the interpreter that the tests run with lies below a private folder, an ordinary user must be let through to it.
PASSES = ["", "+dac_read_search", "+dac_override"]
_TRIAL = "import sys, subprocess, launcher.run; subprocess.run([sys.executable, '-c', 'import psycopg'], check=True)"


class Platform:
    """One data folder and what is started with it. As root it all runs as an ordinary user unless `as_root`."""

    def __init__(self, *, folder: Path, as_root: bool) -> None:
        self.folder, self.port = folder, _free_port()
        self.heard = ""
        self._prefix = _ordinary_user() if os.geteuid() == 0 and not as_root else []
        self._running: list[subprocess.Popen[str]] = []

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **more: str) -> dict[str, str]:
        """A real union in this folder."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("EDINSTVO_", "DATABASE_"))}
        ours = {"EDINSTVO_DATA": str(self.folder), "PORT": str(self.port), "DEMO": "0", "PYTHONPATH": str(ROOT)}
        return {**kept, **ours, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "en_US.UTF-8", "LC_ALL": "", **more}

    def begin(self, **more: str) -> subprocess.Popen[str]:
        """`make run` without its make."""
        command = [*self._prefix, sys.executable, "-P", "-m", "launcher.run"]
        process = subprocess.Popen(
            command, env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/"
        )
        self._running.append(process)
        return process

    def open(self) -> subprocess.Popen[str]:
        """Begin, and wait until it says that it is open."""
        process = self.begin()
        self.heard = ""
        assert process.stdout is not None
        for line in process.stdout:
            self.heard += line
            if "Ctrl-C ends everything" in line:
                return process
        raise AssertionError(f"it ended instead of opening:\n{self.heard}")

    def command(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start an operator's command."""
        command = [*self._prefix, sys.executable, "-P", "-m", "launcher", *arguments]
        process = subprocess.Popen(
            command,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            preexec_fn=_hear_ctrl_c,
        )
        self._running.append(process)
        return process

    def processes(self) -> list[psutil.Process]:
        """Everything alive that works for this folder."""
        return [process for process in psutil.process_iter() if _serves(process, self.folder)]

    def numbers_of(self, word: str) -> list[int]:
        """The process numbers of what has this word in its command line."""
        return [process.pid for process in self.processes() if word in _command_line(process)]

    def connect(self) -> psycopg.Connection:
        """As the owner, through the private socket."""
        socket_folder = self.folder / "postgres" / "socket"
        address = f"postgresql://edinstvo_owner@/edinstvo?host={socket_folder}"
        return psycopg.connect(address, autocommit=True)

    def end(self) -> None:
        """Whatever still runs is asked to end; what does not end in time is killed and told of."""
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        late = [process for process in self._running if not _ends(process)]
        for process in late:
            process.kill()
            process.communicate()
        assert not late, [process.args for process in late]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new folder that any user may reach: pytest's own ones are closed to all but the one who runs it."""
    with open_folder() as path:
        yield path


@pytest.fixture
def new_platform(folder: Path) -> Iterator[Platform]:
    """A platform of an ordinary user whose data folder does not exist yet."""
    platform = Platform(folder=folder / "data", as_root=False)
    yield platform
    platform.end()


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A data folder that was opened once and closed in order."""
    with open_folder() as path:
        platform = Platform(folder=path / "data", as_root=False)
        process = platform.open()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        yield platform.folder


@pytest.fixture
def platform(new_platform: Platform, prepared: Path) -> Platform:
    """A platform of an ordinary user that was opened before."""
    subprocess.run(["cp", "-a", prepared, new_platform.folder], check=True)
    return new_platform


@pytest.fixture(scope="session")
def prepared_with_people(prepared: Path) -> Iterator[Path]:
    """The same with two thousand members in it."""
    with open_folder() as path:
        platform = Platform(folder=path / "data", as_root=False)
        subprocess.run(["cp", "-a", prepared, platform.folder], check=True)
        simulating = platform.command("simulate", "--members", "2000", "--seed", "1", "--quiet")
        words = simulating.communicate(timeout=120)
        assert simulating.returncode == 0, words
        yield platform.folder


@pytest.fixture
def filled(new_platform: Platform, prepared_with_people: Path) -> Platform:
    """A platform of an ordinary user with two thousand members in it."""
    subprocess.run(["cp", "-a", prepared_with_people, new_platform.folder], check=True)
    return new_platform


@pytest.fixture
def other(folder: Path) -> Iterator[Platform]:
    """A second one, whose data folder does not exist yet."""
    platform = Platform(folder=folder / "other", as_root=False)
    yield platform
    platform.end()


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that any user may reach."""
    path = Path(tempfile.mkdtemp(prefix="edinstvo-launcher-"))
    path.chmod(0o777)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def wait_until(condition: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for something that another process does; fail loudly when it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether anybody answers there."""
    try:
        httpx.get(address, timeout=2)
    except httpx.TransportError:
        return False
    return True


@functools.cache
def _ordinary_user() -> list[str]:
    """What to put before a command so that root's tests run it as an ordinary user."""
    for passing in PASSES:
        prefix = [*ORDINARY, *(["--inh-caps", passing, "--ambient-caps", passing] if passing else [])]
        with contextlib.suppress(PermissionError):
            trial = [*prefix, sys.executable, "-c", _TRIAL]
            if subprocess.run(trial, cwd=ROOT, capture_output=True, check=False).returncode == 0:
                return prefix
    raise AssertionError("an ordinary user cannot be let through to the interpreter of these tests")


def _free_port() -> int:
    """A port that is free together with the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _hear_ctrl_c() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and all that is started from there does so too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _ends(process: subprocess.Popen[str]) -> bool:
    try:
        process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        return False
    return True


def _command_line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _serves(process: psutil.Process, folder: Path) -> bool:
    try:
        told = process.environ()
        return (
            told.get("EDINSTVO_DATA") == str(folder)
            or told.get("EDINSTVO_PLACE") == str(folder)
            or Path(process.cwd()).is_relative_to(folder)
        )
    except psutil.Error:
        return False
