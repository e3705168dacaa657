"""How many rows each table has and what they add up to, in whatever order they lie."""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

from launcher.copies.progress import Progress
from launcher.words import _

# As text a row looks different by these; nothing may cut a long transaction short, and no row policy thin it out.
_SESSION = {
    "DateStyle": "ISO, DMY",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "extra_float_digits": "3",
    "bytea_output": "hex",
    "xmlbinary": "base64",
    "client_encoding": "UTF8",
    "row_security": "off",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
RELATIONS = """
    SELECT n.nspname, c.relname, c.relkind::text
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    AND NOT EXISTS (
        SELECT 1 FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2
"""
_SUM = """
    SELECT count(*), coalesce(sum(hashtextextended((t.*)::text COLLATE "C", 0)), 0)::text FROM ONLY {table} AS t
"""


@dataclass(frozen=True)
class Sum:
    """Rows of one table, and the sum of the 64-bit hashes of each row's text."""

    rows: int
    checksum: str


def open_session(*, connection: psycopg.Connection) -> None:
    """Make the session's formats the same on every server."""
    for name, value in _SESSION.items():
        connection.execute("SELECT set_config(%s, %s, false)", [name, value])


def sums_of(*, connection: psycopg.Connection, leave_out: str | None, progress: Progress) -> dict[str, Sum]:
    """Of every table of ours but `leave_out`, by schema and name, as the connection's transaction sees it."""
    relations = connection.execute(RELATIONS).fetchall()
    names = [(schema, name) for schema, name, kind in relations if kind == "r" and name != leave_out]
    found: dict[str, Sum] = {}
    for schema, name in names:
        rows, checksum = connection.execute(_query(schema, name)).fetchone() or (0, "0")
        found[f"{schema}.{name}"] = Sum(rows=rows, checksum=checksum)
        progress.now_and_then(
            _("Counting the rows of the tables: %(done)d of %(all)d.") % {"done": len(found), "all": len(names)}
        )
    return found


def differences(*, expected: Mapping[str, Sum], found: Mapping[str, Sum]) -> list[str]:
    """A line for each table that is not the same."""
    lines = []
    for name in sorted(expected.keys() | found.keys()):
        one, other = expected.get(name), found.get(name)
        if one != other:
            lines.append(_line(name, one, other))
    return lines


def _query(schema: str, name: str) -> sql.Composed:
    return sql.SQL(_SUM).format(table=sql.Identifier(schema, name))


def _line(name: str, expected: Sum | None, found: Sum | None) -> str:
    if expected is None or found is None:
        return (_("%(table)s is missing") if found is None else _("%(table)s is not in the copy")) % {"table": name}
    if expected.rows != found.rows:
        words = {"table": name, "found": found.rows, "expected": expected.rows}
        return _("%(table)s has %(found)d rows instead of %(expected)d") % words
    return _("%(table)s has as many rows (%(expected)d), but not the same ones") % {
        "table": name,
        "expected": expected.rows,
    }
