"""`edinstvo restore`: give a copy back at an empty place, which is only taken when every row is the same."""

import argparse
import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
from django.db.migrations.loader import MigrationLoader

from launcher.copies.loading import load
from launcher.copies.manifest import KEY, Manifest, check_files, newer, read_manifest
from launcher.copies.progress import Progress
from launcher.copies.rights import reader_url, roles_of
from launcher.copies.stored_files import give_back_files
from launcher.copies.sums import differences, open_session, sums_of
from launcher.copies.vacancy import MARK, clear_folder, cleared_database, take_database, take_folder
from launcher.database import Database, database_of, refusing_when_broken_off, start, stop
from launcher.place import Place, chosen_place, make_place
from launcher.refusals import Refused
from launcher.turns import sole_turn
from launcher.words import _

_NAMED_AT_MOST = 10


def restore(*, arguments: list[str]) -> None:
    """Do what the command line asks. Refused: with the sentence why; the place is then taken by nobody."""
    given = _parser().parse_args(arguments)
    begun, progress = time.monotonic(), Progress(quiet=given.quiet)
    copy = given.copy.absolute()
    manifest = read_manifest(copy=copy)
    _refuse_newer(manifest, copy)
    progress.tell(_("Checking the files of the copy…"))
    size = check_files(copy=copy, manifest=manifest, progress=progress)
    place = None
    if not given.verify_only:
        place = chosen_place(environment=_environment_for(manifest))
        _give_back(copy, manifest, place, progress)
    _report(copy, manifest, place, as_json=given.json, size=size, seconds=time.monotonic() - begun)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edinstvo restore", description=_("Give a copy back at an empty place."))
    parser.add_argument("copy", type=Path, help=_("The folder that `edinstvo backup` made."))
    parser.add_argument("--verify-only", action="store_true", help=_("Only check that the copy itself is whole."))
    parser.add_argument("--json", action="store_true", help=_("Write what was done as JSON."))
    parser.add_argument("--quiet", action="store_true", help=_("Show no progress."))
    return parser


def _refuse_newer(manifest: Manifest, copy: Path) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if not known.issuperset(manifest.applied):
        raise newer(copy=copy, platform=manifest.platform)


def _environment_for(manifest: Manifest) -> Mapping[str, str]:
    """Ours; where it does not say which kind of union, the copy does."""
    asked = os.environ.get("DEMO") or os.environ.get("EDINSTVO_MODE")
    return os.environ if asked else {**os.environ, "EDINSTVO_MODE": manifest.mode}


def _give_back(copy: Path, manifest: Manifest, place: Place, progress: Progress) -> None:
    _refuse_other_kind(manifest, place)
    is_external = bool(os.environ.get("DATABASE_URL"))
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        with sole_turn(folder=place.folder, address=""):
            clear_folder(place=place, is_external=is_external)
            make_place(place=place)
            database = database_of(place=place, environment=os.environ)
            with refusing_when_broken_off(), _started(database), _whole(database) as connection:
                _fill(copy, manifest, place, database, progress)
                os.sync()
                take_folder(place=place)
                if connection is not None:
                    take_database(connection=connection)
    except OSError as error:
        sentence = _("The copy could not be given back in %(folder)s: %(reason)s.")
        raise Refused(sentence % {"folder": place.folder, "reason": error.strerror}) from error


def _refuse_other_kind(manifest: Manifest, place: Place) -> None:
    if manifest.mode != place.mode:
        sentence = _("The copy holds a union of another kind (%(mode)s). Leave out DEMO and EDINSTVO_MODE.")
        raise Refused(sentence % {"mode": manifest.mode})


@contextlib.contextmanager
def _started(database: Database) -> Iterator[None]:
    try:
        start(database=database)
        yield
    finally:
        stop(database=database)


@contextlib.contextmanager
def _whole(database: Database) -> Iterator[psycopg.Connection | None]:
    """The connection that holds an external database; the embedded one was made anew, and its folder is marked."""
    if database.server is not None:
        yield None
        return
    with cleared_database(owner_url=database.owner_url) as connection:
        yield connection


def _fill(copy: Path, manifest: Manifest, place: Place, database: Database, progress: Progress) -> None:
    progress.tell(_("Giving back the stored files…"))
    give_back_files(manifest=manifest, copy=copy, target=place.files, progress=progress)
    _give_back_key(copy, place)
    load(copy=copy, manifest=manifest, database=database, roles=roles_of(database=database), progress=progress)
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        progress.tell(_("Gathering the planner's statistics…"))
        connection.execute("ANALYZE")
    progress.tell(_("Comparing every row with the copy…"))
    with psycopg.connect(reader_url(database=database), autocommit=True) as connection:
        open_session(connection=connection)
        found = sums_of(connection=connection, leave_out=MARK, progress=progress)
    _refuse_unlike(differences(expected=manifest.tables, found=found))


def _give_back_key(copy: Path, place: Place) -> None:
    scratch = place.secret_key.with_name(f"{KEY}.{os.getpid()}")
    shutil.copyfile(copy / KEY, scratch)
    scratch.chmod(0o600)
    scratch.replace(place.secret_key)


def _refuse_unlike(lines: list[str]) -> None:
    if lines:
        sentence = _("The restored rows are not those of the copy, and the place is not opened: %(lines)s.")
        raise Refused(sentence % {"lines": "; ".join(lines[:_NAMED_AT_MOST])})


def _report(copy: Path, manifest: Manifest, place: Place | None, *, as_json: bool, size: int, seconds: float) -> None:
    numbers = {"tables": len(manifest.tables), "rows": manifest.rows}
    if as_json:
        what = {"copy": str(copy), "made_at": manifest.made_at, "place": str(place.folder) if place else None}
        whole = {**what, **numbers, "bytes": size, "seconds": round(seconds, 1)}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
        return
    words = {**numbers, "copy": copy, "moment": manifest.made_at, "count": len(manifest.files)}
    sentence = _("%(copy)s is whole: %(count)d files, %(tables)d tables, %(rows)d rows as of %(moment)s.")
    if place is not None:
        words["place"] = place.folder
        sentence = _("%(place)s holds the union as of %(moment)s: %(tables)d tables, %(rows)d rows, each the same.")
    sys.stdout.write(sentence % words + "\n")
