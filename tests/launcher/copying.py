"""What the tests of copies have in common: a union with something in it, and a look into two places at once."""

import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from launcher.copies.sums import RELATIONS
from tests.launcher.conftest import Platform

# What a union's database may have in it: rights taken away, row policies, a sequence that has moved on, odd values.
ODDITIES = """
    CREATE TABLE odd (
        id serial PRIMARY KEY, amount double precision, at timestamptz, span interval, bytes bytea, words text);
    INSERT INTO odd (amount, at, span, bytes, words)
        SELECT 1.0 / n, '2026-01-01T00:00:00Z'::timestamptz + n * '1 hour 0.000001 s'::interval,
        n * '1 month 1 day'::interval, decode(md5(n::text), 'hex'), repeat('ж\t\\', n % 7)
        FROM generate_series(1, 500) n;
    DELETE FROM odd WHERE id > 490;
    REVOKE UPDATE, DELETE ON odd FROM edinstvo_app;
    ALTER TABLE odd ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "in order" ON odd FOR SELECT TO edinstvo_app USING (words <> 'hidden; kept' AND id > 0);
    CREATE TABLE half_seen (seen int, hidden int);
    REVOKE ALL ON half_seen FROM edinstvo_app;
    GRANT SELECT (seen) ON half_seen TO edinstvo_app;
"""
# PostgreSQL spells a condition otherwise when it reads it from its own dump: (ARRAY[…])::text[], ARRAY[(…)::text].
_RESPELT = re.compile(r"[()]|::text(\[\])?|::character varying(\[\])?")
KEY, BYTES = "2026/11/0123456789abcdef", b"a statement that somebody signed\n"
_WAIT = ("shell", "--no-imports", "-c", "import time; print('here', flush=True); time.sleep(300)")
_STORED = "INSERT INTO files_storedfile (name, key, size, sha256, stored_at) VALUES ('a.txt', %s, %s, %s, now())"


@contextlib.contextmanager
def served(platform: Platform) -> Iterator[Platform]:
    """Its server runs, and nothing else of it."""
    command = platform.command(*_WAIT)
    assert command.stdout is not None
    assert command.stdout.readline() == "here\n"
    try:
        yield platform
    finally:
        command.send_signal(signal.SIGTERM)
        command.communicate(timeout=60)


def fill(connection: psycopg.Connection, *, files: Path) -> None:
    """Oddities, a stored file of the register, and one beside it that no row names."""
    connection.execute(ODDITIES)
    connection.execute(_STORED, [KEY, len(BYTES), hashlib.sha256(BYTES).hexdigest()])
    (files / KEY).parent.mkdir(parents=True)
    (files / KEY).write_bytes(BYTES)
    (files / "2026/11/left-over").write_bytes(b"nobody's")


def done(platform: Platform, *arguments: str, **more: str) -> str:
    """What a command that succeeds says on standard output."""
    command = platform.command(*arguments, **more)
    words, remarks = command.communicate(timeout=180)
    assert command.returncode == 0, remarks
    return words


def refused(platform: Platform, *arguments: str, **more: str) -> str:
    """The last line of a command that refuses."""
    command = platform.command(*arguments, **more)
    words, remarks = command.communicate(timeout=180)
    assert (command.returncode, words) == (1, "")
    assert "Traceback" not in remarks
    return remarks.strip().splitlines()[-1]


def rows_of(address: str) -> dict[str, list[str]]:
    """Every row of every table, as text, sorted."""
    with psycopg.connect(address) as connection:
        connection.execute("SET row_security = off")
        connection.execute("SET timezone = 'UTC'")
        tables = [f"{schema}.{name}" for schema, name, kind in connection.execute(RELATIONS).fetchall() if kind == "r"]
        return {table: sorted(row[0] for row in connection.execute(_rows(table))) for table in tables}


def _rows(table: str) -> sql.Composed:
    return sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(*table.split(".")))


def schema_of(address: str, *, programs: Path) -> str:
    """The whole structure with its owners and rights, as PostgreSQL itself tells it."""
    dumping = [programs / "pg_dump", "--schema-only", "--dbname", address]
    text = subprocess.run(dumping, capture_output=True, text=True, check=True).stdout
    lines = [line for line in text.splitlines() if not line.startswith(("\\", "-- Dumped"))]
    return _RESPELT.sub("", "\n".join(lines))


def superuser(platform: Platform) -> str:
    """The address of the embedded server's superuser."""
    return f"postgresql://postgres@/edinstvo?host={platform.folder / 'postgres' / 'socket'}"


def reseal(copy: Path, **said: Any) -> None:
    """Make the manifest say something else, with a seal that fits."""
    file = copy / "manifest.json"
    text = json.dumps({**json.loads(file.read_text()), **said})
    file.write_text(text)
    (copy / "manifest.sha256").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  manifest.json\n")


def kill_everything(platform: Platform) -> None:
    """With SIGKILL."""
    for process in platform.processes():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
