"""The PostgreSQL server as our direct child: start it, know when it answers, stop it."""

import contextlib
import fcntl
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

from launcher.binaries import server_programs
from launcher.children import end_child, start_child, wait_for
from launcher.cluster import (
    APP,
    OWNER,
    SUPERUSER,
    WORKER,
    clear_remains,
    make_cluster,
    make_socket_folder,
    socket_folder,
    write_access_rules,
)
from launcher.refusals import Refused
from launcher.roles import make_database, prepare_roles
from launcher.stopping import unbroken
from launcher.system_user import SystemUser, give, may_enter, server_user
from launcher.tuning import trial_settings
from launcher.words import _

DATABASE = "edinstvo"
_LAST_PATIENCE = 1.0
_TRIAL = "edinstvo-test-"
_SECONDS_TO_BE_HELD = 60.0


class Server:
    """One cluster in `home/data` with its socket in `home/socket`; `home` belongs to `user`."""

    def __init__(self, *, programs: Path, home: Path, user: SystemUser | None, settings: Mapping[str, str]) -> None:
        self.programs, self.home, self.user, self.settings = programs, home, user, settings
        self.data, self.socket = home / "data", socket_folder(home=home)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start and wait until it answers, however long it recovers. Refused: it ended instead, with its last words."""
        make_cluster(programs=self.programs, data=self.data, user=self.user)
        clear_remains(data=self.data, socket=self.socket)
        write_access_rules(data=self.data, user=self.user)
        make_socket_folder(socket=self.socket, user=self.user)
        with self._log.open("wb") as log, unbroken():
            self.process = start_child(
                arguments=self._command(),
                environment={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                death_signal=signal.SIGINT,
                user=self.user,
                folder=Path("/"),
                output=log,
            )
        self._wait_until_ready(process=self.process)
        return self.process

    def prepare(self, *, may_create_databases: bool = False) -> None:
        """Make the roles and the database where they are missing."""
        superuser = self.url(role=SUPERUSER, database="template1")
        prepare_roles(superuser_url=superuser, may_create_databases=may_create_databases)
        make_database(superuser_url=self.url(role=SUPERUSER, database="postgres"), name=DATABASE)

    def stop(self, *, patience: float) -> None:
        """End it, waiting for no client; if `patience` seconds are not enough it recovers at the next start."""
        if self.process is not None:
            if not wait_for(child=self.process, patience=patience, kindly=signal.SIGINT):
                end_child(child=self.process, patience=_LAST_PATIENCE, kindly=signal.SIGQUIT)
            self.process = None

    def url(self, *, role: str, database: str = DATABASE) -> str:
        """The address for libpq: `role` through the private socket, without a password (the system vouches for us)."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}&port=5432"

    @property
    def owner_url(self) -> str:
        """The role that owns the tables and migrates."""
        return self.url(role=OWNER)

    @property
    def app_url(self) -> str:
        """The restricted role of the web pages: rows only, and of people only those in sight."""
        return self.url(role=APP)

    @property
    def worker_url(self) -> str:
        """The role of the worker and of operators' commands: rows only, but all of them."""
        return self.url(role=WORKER)

    @property
    def _log(self) -> Path:
        return self.home / "start.log"

    def _command(self) -> list[str]:
        fixed = {"listen_addresses": "", "unix_socket_directories": str(self.socket), "port": "5432"}
        settings = {**self.settings, **fixed, "unix_socket_permissions": "0700"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def _wait_until_ready(self, *, process: subprocess.Popen[bytes]) -> None:
        while not self._says_ready(number=process.pid):
            if process.poll() is not None:
                last_words = self._log.read_text(errors="replace").strip()
                raise Refused(_("PostgreSQL did not start:\n%(reason)s") % {"reason": last_words})
            time.sleep(0.02)

    def _says_ready(self, *, number: int) -> bool:
        """The server writes its number on the first line of its lock file and its state on the eighth."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        return lines[0] == str(number) and len(lines) > 7 and lines[7].strip() == "ready"


class TemporaryServer:
    """A server for one test session: `with TemporaryServer() as server: server.owner_url`. Nothing of it stays.

    `programs`: the folder with another PostgreSQL's `postgres` and `initdb`; by default the wheel's.
    """

    def __init__(self, *, bin_dir: Path | str | None = None) -> None:
        self._programs = Path(bin_dir) if bin_dir else None

    def __enter__(self) -> Server:
        user = server_user()
        programs = self._programs or server_programs(user=user)
        home = _short_scratch_folder(user=user)
        self._alive = _mark_alive(home=home)
        self._server = Server(programs=programs, home=home, user=user, settings=trial_settings())
        try:
            self._server.start()
            self._server.prepare(may_create_databases=True)
        except BaseException:
            self._clear()
            raise
        return self._server

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def _clear(self) -> None:
        self._server.stop(patience=5)
        shutil.rmtree(self._server.home, ignore_errors=True)
        self._alive.close()


def _short_scratch_folder(*, user: SystemUser | None) -> Path:
    """A new folder that `user` can reach; a socket's whole path may have 107 bytes at most."""
    usual, public = Path(tempfile.gettempdir()), Path("/tmp")  # noqa: S108 (a random name, made private at once)
    parent = usual if len(bytes(usual)) < 60 and may_enter(user=user, folder=usual) else public
    _sweep(parent=parent)
    home = parent / f"{_TRIAL}{secrets.token_hex(4)}"
    home.mkdir(mode=0o700)
    give(path=home, user=user)
    return home


def _mark_alive(*, home: Path) -> IO[str]:
    """Held for as long as the session lives, however it ends."""
    file = (home / "alive").open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _sweep(*, parent: Path) -> None:
    """Remove what killed sessions left; a folder that nobody holds is nobody's."""
    for mark in parent.glob(f"{_TRIAL}*/alive"):
        with contextlib.suppress(OSError), mark.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - mark.stat().st_mtime > _SECONDS_TO_BE_HELD:
                shutil.rmtree(mark.parent, ignore_errors=True)
