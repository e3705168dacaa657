"""Whether a union may be given back at a place: an empty one, or one where a restore was not finished."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from launcher.cluster import clear_remains
from launcher.copies.sums import RELATIONS
from launcher.home import server_of
from launcher.place import Place
from launcher.refusals import Refused
from launcher.words import _

MARK = "edinstvo_restoring"
_FILE = "restoring"
_LOCK = 2026112903
_KINDS = {
    "r": "TABLE",
    "p": "TABLE",
    "v": "VIEW",
    "m": "MATERIALIZED VIEW",
    "S": "SEQUENCE",
    "f": "FOREIGN TABLE",
    "c": "TYPE",
}
_ROUTINES = """
    SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e')
"""


def refuse_half_restored(*, place: Place) -> None:
    """Refused: a restore began here and did not end."""
    if (place.folder / _FILE).exists():
        raise Refused(_half_restored(str(place.folder)))


def refuse_half_restored_database(*, connection: psycopg.Connection) -> None:
    """Refused: a restore into this database began and did not end."""
    if _is_marked(connection):
        raise Refused(_half_restored(_("The database")))


def clear_folder(*, place: Place, is_external: bool) -> None:
    """Mark the folder as being restored, and empty it where it was so marked before.

    Only for the holder of the place. Refused: a union is there.
    """
    mark = place.folder / _FILE
    cluster = place.postgres / "data"
    if not mark.exists():
        if _is_inhabited(place.files) or (not is_external and cluster.exists()):
            sentence = _(
                "%(place)s already holds a union, and a copy is only given back into an empty place. "
                "Name an empty folder with EDINSTVO_DATA."
            )
            raise Refused(sentence % {"place": place.folder})
        mark.touch(mode=0o600)
        sync_folder(place.folder)
    shutil.rmtree(place.files, ignore_errors=True)
    if not is_external and os.path.lexists(place.postgres):
        server = server_of(place=place)
        if cluster.exists():
            clear_remains(data=server.data, socket=server.socket)
            shutil.rmtree(server.data)


@contextlib.contextmanager
def cleared_database(*, owner_url: str) -> Iterator[psycopg.Connection]:
    """An external database, marked as being restored and emptied where it was so before; yields the owner's connection.

    Refused: there is anything else in it, or another restore is at work.
    """
    with psycopg.connect(owner_url, autocommit=True) as connection:
        if connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone() != (True,):
            raise Refused(_("Another restore is working in this database. Wait until it has ended."))
        if _is_marked(connection):
            _empty(connection)
        elif connection.execute(RELATIONS).fetchone():
            raise Refused(
                _("The database is not empty, and a copy is only given back into an empty one. Name another one.")
            )
        else:
            connection.execute(sql.SQL("CREATE TABLE public.{} ()").format(sql.Identifier(MARK)))
        yield connection


def take_folder(*, place: Place) -> None:
    """The folder is a place like any other from now on."""
    (place.folder / _FILE).unlink()
    sync_folder(place.folder)


def take_database(*, connection: psycopg.Connection) -> None:
    """The database is one like any other from now on."""
    connection.execute(sql.SQL("DROP TABLE public.{}").format(sql.Identifier(MARK)))


def sync_folder(folder: Path) -> None:
    """Have the system write down what was made and renamed in it."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _half_restored(place: str) -> str:
    sentence = _(
        "%(place)s is being restored from a copy, or that was broken off. "
        "Wait for it, or repeat: edinstvo restore COPY."
    )
    return sentence % {"place": place}


def _is_marked(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT to_regclass(%s)", [f"public.{MARK}"]).fetchone() != (None,)


def _is_inhabited(folder: Path) -> bool:
    return folder.exists() and any(folder.iterdir())


def _empty(connection: psycopg.Connection) -> None:
    """Drop all but the mark; what belongs to something else goes with it."""
    for schema, name, kind in connection.execute(RELATIONS).fetchall():
        if name != MARK:
            drop = sql.SQL("DROP {} IF EXISTS {} CASCADE")
            connection.execute(drop.format(sql.SQL(_KINDS[kind]), sql.Identifier(schema, name)))
    for (routine,) in connection.execute(_ROUTINES).fetchall():
        connection.execute(sql.SQL("DROP ROUTINE IF EXISTS {} CASCADE").format(sql.SQL(routine)))
    for kind, name in _types(connection):
        connection.execute(
            sql.SQL("DROP {} IF EXISTS {} CASCADE").format(sql.SQL(kind), sql.Identifier("public", name))
        )


def _types(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Types and domains that no table made: (what it is, name)."""
    query = """
        SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.typname::text FROM pg_catalog.pg_type t
        WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd', 'r')
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = t.oid AND d.deptype = 'e')
    """
    return list(connection.execute(query).fetchall())
