"""The database of a place: the embedded server, or the one that DATABASE_URL names."""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg

from launcher.facts import MIGRATIONS, facts_in, migrations_fingerprint
from launcher.home import server_of
from launcher.place import Place
from launcher.postgres import Server
from launcher.refusals import Refused
from launcher.turns import Turn
from launcher.words import _, say

_OLDEST = 150000
_LONGEST_START = 600.0


@dataclass(frozen=True)
class Database:
    """Three addresses of one database, and the server when it is ours to start.

    `app_url` is the restricted role of the pages, `worker_url` that of the worker and the commands, `owner_url` the
    role that migrates.
    """

    app_url: str
    worker_url: str
    owner_url: str
    server: Server | None


def database_of(*, place: Place, environment: Mapping[str, str]) -> Database:
    """The database that the environment names; nothing is started yet."""
    if url := environment.get("DATABASE_URL"):
        owner, worker = (environment.get(f"DATABASE_{role}_URL") or url for role in ("OWNER", "WORKER"))
        return Database(app_url=url, worker_url=worker, owner_url=owner, server=None)
    server = server_of(place=place)
    return Database(app_url=server.app_url, worker_url=server.worker_url, owner_url=server.owner_url, server=server)


def start(*, database: Database) -> None:
    """Start the server, or see that the external one answers. Refused: it does not, or it is too old."""
    if database.server is None:
        _check_external(database=database)
        return
    database.server.start()
    database.server.prepare()


def stop(*, database: Database, patience: float = 8.0) -> None:
    """Stop the server that `start` started, within `patience` seconds and one more."""
    if database.server is not None:
        database.server.stop(patience=patience)


@contextlib.contextmanager
def running(*, database: Database, turn: Turn, of_any_version: bool = False) -> Iterator[bool]:
    """For an operator's command: use the server that runs at the place, or start one. True: we started it.

    `of_any_version`: the tables may be of another version than ours.
    """
    if not _must_start(database=database, turn=turn, of_any_version=of_any_version):
        yield False
        return
    try:
        start(database=database)
        yield True
    finally:
        turn.wait_for_others()
        stop(database=database)


@contextlib.contextmanager
def refusing_when_broken_off() -> Iterator[None]:
    """An error of the database becomes a sentence. Refused: with the server's reason."""
    try:
        yield
    except psycopg.Error as error:
        raise Refused(_("The database broke off: %(reason)s") % {"reason": str(error).strip()}) from error


def _must_start(*, database: Database, turn: Turn, of_any_version: bool) -> bool:
    """Wait for a server that somebody else is just starting, or for the place."""
    begun = told = time.monotonic()
    while not turn.is_ours():
        if _is_ready(database=database, of_any_version=of_any_version):
            return False
        if time.monotonic() - begun > _LONGEST_START:
            raise Refused(_("The platform that runs here is of another version. Start it again first."))
        if told == begun:
            say(_("The platform is being started with this data folder. Waiting for its database…"))
            told = time.monotonic()
        time.sleep(0.1)
    return True


def _is_ready(*, database: Database, of_any_version: bool) -> bool:
    try:
        with psycopg.connect(database.app_url, connect_timeout=5) as connection:
            facts = facts_in(connection=connection) or {}
    except psycopg.OperationalError:
        return False
    return MIGRATIONS in facts and (of_any_version or facts[MIGRATIONS] == migrations_fingerprint())


def _check_external(*, database: Database) -> None:
    if database.owner_url == database.app_url:
        say(_("DATABASE_OWNER_URL is not set: the pages will own the tables. Two roles are safer."))
    elif database.worker_url == database.app_url:
        say(_("DATABASE_WORKER_URL is not set: row-level security is off. Three roles are safer."))
    for url in {database.owner_url, database.worker_url, database.app_url}:
        try:
            with psycopg.connect(url, connect_timeout=10) as connection:
                version = connection.info.server_version
        except psycopg.OperationalError as error:
            raise Refused(_("The database does not answer: %(reason)s") % {"reason": str(error).strip()}) from error
        if version < _OLDEST:
            raise Refused(
                _("PostgreSQL 15 or newer is needed; this one is %(version)s.") % {"version": version // 10000}
            )
