"""A cluster on disk: made whole or not at all, reachable through one private socket, safe to start after any kill."""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are not among our dependencies

from launcher.binaries import major_version
from launcher.refusals import Refused
from launcher.system_user import SystemUser, give, identity_of
from launcher.words import _

SUPERUSER = "postgres"
OWNER = "edinstvo_owner"
APP = "edinstvo_app"
WORKER = "edinstvo_worker"
_INITDB = ["--auth-local", "peer", "--auth-host", "reject", "--encoding", "UTF8", "--data-checksums"]
_LINGERING_LIMIT = 10.0
_LONGEST_SOCKET_PATH = 103


def make_cluster(*, programs: Path, data: Path, user: SystemUser | None) -> None:
    """Make `data` with initdb in a scratch folder beside it, then rename: a half-made cluster never stands there.

    The folder is another one each time: what a killed start left behind may still be writing into its own.
    """
    prefix = f"{data.name}.making-"
    for left in data.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    if (data / "PG_VERSION").exists():
        return
    scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=data.parent))
    give(path=scratch, user=user)
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
        sentence = _("PostgreSQL could not make its folder %(folder)s:\n%(reason)s")
        raise Refused(sentence % {"folder": data, "reason": made.stderr.strip()})
    scratch.rename(data)


def write_access_rules(*, data: Path, user: SystemUser | None) -> None:
    """Only the socket, and on it only the server's user, ours and root; written at each start, so that they stay so."""
    persons = {pwd.getpwuid(number).pw_name for number in (user.uid if user else os.geteuid(), os.geteuid(), 0)}
    roles = (SUPERUSER, OWNER, APP, WORKER)
    lines = [f'edinstvo "{person}" {role}\n' for person in sorted(persons) for role in roles]
    for name, text in {"pg_hba.conf": "local all all peer map=edinstvo\n", "pg_ident.conf": "".join(lines)}.items():
        (data / name).write_text(text)
        give(path=data / name, user=user)


def clear_remains(*, data: Path, socket: Path) -> None:
    """After a kill: end what is left of the dead server, then remove its stale lock files.

    The lock files name a process number that the system may have given to somebody else since; PostgreSQL would then
    refuse to start. Called only by the holder of the place. Refused: a server runs in this folder and does not end.
    """
    _end(processes=list(_processes_in(folder=data)))
    if list(_processes_in(folder=data)):
        raise Refused(_("Another PostgreSQL server is running in %(folder)s. End it first.") % {"folder": data})
    for stale in [data / "postmaster.pid", *socket.glob(".s.PGSQL.*")]:
        stale.unlink(missing_ok=True)


def make_socket_folder(*, socket: Path, user: SystemUser | None) -> None:
    """Make the private folder of the socket. Refused: somebody else made one in its place."""
    if not os.path.lexists(socket):
        socket.mkdir(mode=0o700)
        give(path=socket, user=user)
    found, owner = socket.lstat(), user.uid if user else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise Refused(_("%(folder)s is not a private folder of ours. Remove it.") % {"folder": socket})


def socket_folder(*, home: Path) -> Path:
    """Inside `home`, or, when its path is too long for a socket (107 bytes), in the system's folder for such things."""
    inside = home / "socket"
    if len(os.fsencode(inside / ".s.PGSQL.5432.lock")) <= _LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path("/tmp", f"edinstvo-{name}")  # noqa: S108 (made private, and refused when somebody else made it)


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


def _end(*, processes: list[psutil.Process]) -> None:
    """Ask first: a server asked writes everything down; one killed recovers when it is started again."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGINT)
    _gone, alive = psutil.wait_procs(processes, timeout=_LINGERING_LIMIT)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            if process.name().startswith("postgres"):
                process.kill()
    psutil.wait_procs(alive, timeout=_LINGERING_LIMIT)
