"""The stage of a measurement: an embedded PostgreSQL with the settings of a lasting place, in a folder that goes."""

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from launcher.cluster import OWNER, SUPERUSER
from launcher.database import Database, database_of, start, stop
from launcher.place import Mode, Place, make_place
from launcher.postgres import DATABASE, Server
from launcher.preparation import let_in
from launcher.steps import run_step
from launcher.surroundings import as_worker, django_command, process_environment, surroundings

# The measuring process may do what the platform never does: make databases, ask for checkpoints.
SUPERUSER_URL = "EDINSTVO_BENCH_SUPERUSER_URL"
# Whether simulated unions are to stay, and how their databases are called then: this, and how many members.
KEEPS, KEPT = "EDINSTVO_BENCH_KEEPS", "kept"
_MARK = "of-measurements"


@dataclass(frozen=True)
class Stage:
    """A migrated, empty register: the server runs, `environment` lets a process of the platform use it."""

    place: Place
    environment: Mapping[str, str]


@contextlib.contextmanager
def stage(*, kept: Path | None = None) -> Iterator[Stage]:
    """Set it up as `make run DEMO=0` does, and leave nothing of it behind; in `kept` simulated unions stay."""
    folder = kept or Path(tempfile.mkdtemp(prefix="edinstvo-bench-"))
    if kept is not None:
        _refuse_foreign(kept)
    place = Place(folder=folder, mode=Mode.REAL)
    database = None
    try:
        make_place(place=place)
        database = database_of(place=place, environment={})
        start(database=database)
        yield Stage(place=place, environment=_prepared(place, database) | ({KEEPS: "1"} if kept else {}))
    finally:
        if database is not None:
            stop(database=database)
        if kept is None:
            shutil.rmtree(place.postgres.resolve(), ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    """What lies there must be of measurements alone: databases are dropped in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _MARK).exists():
        if any(folder.iterdir()):
            sys.exit(f"{folder} is not empty, and no measurement made it. Name another folder for --kept.")
        (folder / _MARK).touch()


def _prepared(place: Place, database: Database) -> dict[str, str]:
    """Migrate as the owner, collect the static files, and return the environment of the role that fills registers."""
    settings = surroundings(place=place, database=database, language="ru")
    for name in _registers(database):
        owner_url = _server(database).url(role=OWNER, database=name)
        as_owner = process_environment(settings={**settings, "DATABASE_URL": owner_url}, place=place)
        migrate = django_command(name="migrate", arguments=("--noinput", "--verbosity", "0"))
        run_step(arguments=migrate, environment=as_owner)
    let_in(place=place, database=database)
    environment = process_environment(settings=as_worker(settings=settings, database=database), place=place)
    collect = django_command(name="collectstatic", arguments=("--noinput", "--verbosity", "0"))
    run_step(arguments=collect, environment=environment)
    return {**environment, SUPERUSER_URL: _server(database).url(role=SUPERUSER, database="postgres")}


def _registers(database: Database) -> list[str]:
    """The empty one, and the unions that were kept from before; what a killed measurement left half way goes."""
    with psycopg.connect(_server(database).url(role=SUPERUSER, database="postgres"), autocommit=True) as connection:
        found = [name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")]
        for name in found:
            if name not in (DATABASE, "postgres") and not name.startswith(KEPT):
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    return [DATABASE, *(name for name in found if name.startswith(KEPT))]


def _server(database: Database) -> Server:
    if database.server is None:
        raise ValueError("measured is the embedded server")
    return database.server
