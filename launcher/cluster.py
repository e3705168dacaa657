"""A cluster on disk: made whole or not at all, reachable through one private socket, safe to start after any kill."""

import contextlib
import getpass
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from launcher.binaries import major_version
from launcher.refusals import Refused
from launcher.system_user import SystemUser, give, identity_of

SUPERUSER = "postgres"
OWNER = "edinstvo_owner"
APP = "edinstvo_app"
_INITDB = ["--auth-local", "peer", "--auth-host", "reject", "--encoding", "UTF8", "--data-checksums"]
_LINGERING_LIMIT = 10.0


def make_cluster(*, programs: Path, data: Path, user: SystemUser | None) -> None:
    """Make `data` with initdb in a scratch folder beside it, then rename: a half-made cluster never stands there."""
    if (data / "PG_VERSION").exists():
        return
    scratch = data.with_name(f"{data.name}.making")
    shutil.rmtree(scratch, ignore_errors=True)
    made = subprocess.run(
        [programs / "initdb", "--pgdata", scratch, "--username", SUPERUSER, *_INITDB, *_locale(programs=programs)],
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        **identity_of(user=user),
    )
    if made.returncode != 0:
        shutil.rmtree(scratch, ignore_errors=True)
        raise Refused(f"PostgreSQL could not make its folder {data}:\n{made.stderr.strip()}")
    scratch.rename(data)


def write_access_rules(*, data: Path, user: SystemUser | None) -> None:
    """Only the socket, and on it only the server's user and ours; written at each start, so that they stay so."""
    persons = {user.name if user else getpass.getuser(), getpass.getuser()}
    lines = [f'edinstvo "{person}" {role}\n' for person in sorted(persons) for role in (SUPERUSER, OWNER, APP)]
    for name, text in {"pg_hba.conf": "local all all peer map=edinstvo\n", "pg_ident.conf": "".join(lines)}.items():
        (data / name).write_text(text)
        give(path=data / name, user=user)


def clear_remains(*, data: Path, socket: Path) -> None:
    """After a kill: wait for the dead server's processes, end those that stay, then remove its stale lock files.

    The lock files name a process number that the system may have given to somebody else since; PostgreSQL would then
    refuse to start. Refused: a server runs in this folder and does not end.
    """
    deadline = time.monotonic() + _LINGERING_LIMIT
    while remains := list(_processes_in(folder=data)):
        if time.monotonic() > deadline:
            _kill(processes=remains)
            break
        time.sleep(0.05)
    if list(_processes_in(folder=data)):
        raise Refused(f"Another PostgreSQL server is running in {data}. End it first.")
    for stale in [data / "postmaster.pid", *socket.glob(".s.PGSQL.*")]:
        stale.unlink(missing_ok=True)


def _locale(*, programs: Path) -> list[str]:
    """Order by code point, letter case by Unicode: the same on every machine, whatever locales it has."""
    if major_version(programs=programs) >= 17:
        return ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    return ["--locale", "C", "--lc-ctype", "C.UTF-8"]


def _processes_in(*, folder: Path) -> Iterator[psutil.Process]:
    place = os.path.realpath(folder)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.cwd() == place and process.status() != psutil.STATUS_ZOMBIE:
                yield process


def _kill(*, processes: list[psutil.Process]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):
            if process.name().startswith("postgres"):
                process.kill()
    psutil.wait_procs(processes, timeout=3)
