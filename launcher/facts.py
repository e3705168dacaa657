"""What the launcher writes down in the database itself, so that it goes wherever the data go."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import psycopg

from launcher.place import ROOT

MODE = "mode"
MIGRATIONS = "migrations"
DEMONSTRATION = "demonstration"
_CREATE = """
    CREATE TABLE IF NOT EXISTS edinstvo_fact (name text PRIMARY KEY, value text NOT NULL)
"""
_WRITE = """
    INSERT INTO edinstvo_fact (name, value) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def facts_in(*, connection: psycopg.Connection) -> dict[str, str] | None:
    """All facts, or None in a database that the launcher has never seen."""
    if connection.execute("SELECT to_regclass('public.edinstvo_fact')").fetchone() == (None,):
        return None
    return dict(connection.execute("SELECT name, value FROM edinstvo_fact").fetchall())


def write_fact(*, owner_url: str, name: str, value: str) -> None:
    """Write one fact down, as the owner of the tables."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(_CREATE)
        connection.execute(_WRITE, [name, value])


def migrations_fingerprint() -> str:
    """Changes when any migration of ours or any library does: only then the tables have to be looked at."""
    ours = sorted(path for path in (ROOT / "edinstvo").rglob("migrations/*.py"))
    return fingerprint(files=[ROOT / "requirements" / "run.txt", *ours])


def fingerprint(*, files: Iterable[Path]) -> str:
    """A hash of the files' places and contents, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
