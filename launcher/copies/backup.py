"""`edinstvo backup`: a copy of everything, of one moment, while people work."""

import argparse
import contextlib
import fcntl
import json
import os
import re
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from launcher.copies.manifest import (
    DUMP,
    FILES,
    FORMAT,
    KEY,
    MANIFEST,
    SEAL,
    UNFINISHED,
    Manifest,
    sha256_of,
    write_manifest,
)
from launcher.copies.progress import Progress
from launcher.copies.rights import grantees_in, reader_url, roles_of
from launcher.copies.stored_files import copy_stored_files
from launcher.copies.sums import open_session, sums_of
from launcher.copies.tools import major_of, run_tool, tool_failed, tools_for
from launcher.copies.vacancy import refuse_half_restored, refuse_half_restored_database, sync_folder
from launcher.database import Database, database_of, refusing_when_broken_off, running
from launcher.facts import facts_in
from launcher.place import ROOT, Place, chosen_place
from launcher.refusals import Refused
from launcher.turns import shared_turn
from launcher.words import _

_MOST_JOBS = 4
_MEBIBYTE = 1024 * 1024
_DUMPED = re.compile(r"finished item \d+ TABLE DATA ")
_MIGRATIONS = "SELECT app || '.' || name FROM public.django_migrations ORDER BY 1"


def backup(*, arguments: list[str]) -> None:
    """Do what the command line asks. Refused: with the sentence why there is no copy; nothing half-made stays."""
    given = _parser().parse_args(arguments)
    begun = time.monotonic()
    place, target = chosen_place(environment=os.environ), given.folder.absolute()
    _refuse_without_union(place)
    with _finished_or_nothing(target) as scratch, shared_turn(folder=place.folder) as turn:
        database = database_of(place=place, environment=os.environ)
        with running(database=database, turn=turn, of_any_version=True), refusing_when_broken_off():
            refuse_half_restored(place=place)
            manifest = _copied(place, database, scratch, Progress(quiet=given.quiet))
    _report(target, manifest, as_json=given.json, seconds=time.monotonic() - begun)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edinstvo backup", description=_("Copy everything while people work."))
    parser.add_argument("folder", type=Path, help=_("The folder to make; it may not exist yet."))
    parser.add_argument("--json", action="store_true", help=_("Write what was done as JSON."))
    parser.add_argument("--quiet", action="store_true", help=_("Show no progress."))
    return parser


def _refuse_without_union(place: Place) -> None:
    refuse_half_restored(place=place)
    is_external = bool(os.environ.get("DATABASE_URL"))
    if not place.secret_key.exists() or not (is_external or (place.postgres / "data").exists()):
        raise _no_union(str(place.folder))


@contextlib.contextmanager
def _finished_or_nothing(target: Path) -> Iterator[Path]:
    """A private folder beside the target that takes its name when all is done, and goes when anything fails."""
    if os.path.lexists(target):
        raise Refused(_("%(folder)s already exists. Name a folder that does not.") % {"folder": target})
    try:
        _sweep(target.parent)
        scratch = Path(tempfile.mkdtemp(prefix=f"{target.name}{UNFINISHED}", dir=target.parent))
    except OSError as error:
        raise _cannot_write(target, error) from error
    held = _hold(scratch)
    try:
        yield scratch
        os.sync()
        scratch.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        os.close(held)


def _copied(place: Place, database: Database, scratch: Path, progress: Progress) -> Manifest:
    with psycopg.connect(reader_url(database=database), autocommit=True) as connection:
        open_session(connection=connection)
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot, made_at = connection.execute("SELECT pg_export_snapshot(), clock_timestamp()").fetchone() or ("", "")
        facts = _facts(connection, place)
        progress.tell(_("Copying the stored files…"))
        files, absent = copy_stored_files(connection=connection, source=place.files, copy=scratch, progress=progress)
        shutil.copyfile(place.secret_key, scratch / KEY)
        (scratch / KEY).chmod(0o600)
        tools = tools_for(server=database.server, oldest=connection.info.server_version // 10000)
        relations = _dump(tools, database, scratch, snapshot, progress)
        progress.tell(
            _("%(count)d tables are copied. Counting their rows in the same snapshot…") % {"count": relations}
        )
        manifest = Manifest(
            **facts,
            tools=major_of(programs=tools),
            made_at=made_at.isoformat(timespec="seconds"),
            roles=roles_of(database=database),
            tables=sums_of(connection=connection, leave_out=None, progress=progress),
            files={**_sha256s(scratch), **files},
            absent=absent,
        )
    write_manifest(manifest=manifest, copy=scratch)
    return manifest


def _facts(connection: psycopg.Connection, place: Place) -> dict[str, Any]:
    """What the database says of itself. Refused: no union was ever opened in it, or none is yet."""
    refuse_half_restored_database(connection=connection)
    if facts_in(connection=connection) is None:
        raise _no_union(_("The database"))
    return {
        "format": FORMAT,
        "platform": tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"],
        "applied": [name for (name,) in connection.execute(_MIGRATIONS)],
        "postgresql": connection.info.parameter_status("server_version"),
        "encoding": connection.info.parameter_status("server_encoding"),
        "mode": place.mode,
        "grantees": grantees_in(connection=connection),
    }


def _dump(tools: Path, database: Database, scratch: Path, snapshot: str, progress: Progress) -> int:
    """Let pg_dump write the database; return the number of tables."""
    done = 0

    def hear(line: str) -> None:
        nonlocal done
        done += bool(_DUMPED.search(line))
        if progress.is_due:
            size = sum(file.stat().st_size for file in (scratch / DUMP).glob("*")) // _MEBIBYTE
            progress.tell(_("Copying the database: %(done)d tables, %(size)d MiB.") % {"done": done, "size": size})

    arguments = [str(tools / "pg_dump"), "--format=directory", f"--file={scratch / DUMP}", "--compress=1"]
    jobs = min(max(os.cpu_count() or 2, 2), _MOST_JOBS)
    arguments += [f"--snapshot={snapshot}", f"--jobs={jobs}", "--verbose", "--no-password"]
    run_tool(arguments=arguments, url=reader_url(database=database), hear=hear)
    return done


def _sha256s(scratch: Path) -> dict[str, str]:
    """Of what lies there beside the stored files, by its path in the copy."""
    dumped = sorted(path for path in (scratch / DUMP).rglob("*") if path.is_file())
    for path in dumped:
        path.chmod(0o600)
    return {str(path.relative_to(scratch)): sha256_of(path) for path in [*dumped, scratch / KEY]}


def _report(target: Path, manifest: Manifest, *, as_json: bool, seconds: float) -> None:
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    stored = sum(name.startswith(f"{FILES}/") for name in manifest.files)
    numbers = {"tables": len(manifest.tables), "rows": manifest.rows, "files": stored, "bytes": size}
    if as_json:
        whole = {"copy": str(target), "made_at": manifest.made_at, **numbers, "absent": manifest.absent}
        sys.stdout.write(json.dumps({**whole, "seconds": round(seconds, 1)}, ensure_ascii=False) + "\n")
        return
    words = {**numbers, "copy": target, "size": -(-size // _MEBIBYTE), "seconds": round(seconds)}
    lines = [
        _("%(copy)s: %(tables)d tables, %(rows)d rows, %(files)d stored files; %(size)d MiB, %(seconds)d s.") % words,
        _("It holds all personal data and the key of the register: keep it as confidential as the register itself."),
    ]
    sys.stdout.write("\n".join([*lines, ""]))


def _sweep(folder: Path) -> None:
    """Remove what killed copies left there, and nothing else; one that is being made is held by its maker."""
    for left in folder.glob(f"*{UNFINISHED}????????"):
        with contextlib.suppress(OSError):
            if {path.name for path in left.iterdir()} <= {DUMP, FILES, KEY, MANIFEST, SEAL}:
                held = _hold(left)
                shutil.rmtree(left, ignore_errors=True)
                os.close(held)


def _hold(folder: Path) -> int:
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise
    return number


def _cannot_write(target: Path, error: OSError) -> Refused:
    if error.errno in (28, 122):
        return Refused(tool_failed(reason="No space left on device"))
    sentence = _("The copy %(folder)s cannot be written: %(reason)s. Name another folder.")
    return Refused(sentence % {"folder": target, "reason": error.strerror})


def _no_union(place: str) -> Refused:
    return Refused(_("%(place)s holds no union yet, so there is nothing to copy.") % {"place": place})
