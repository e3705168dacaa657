"""Rows that many tests begin with: written by the platform's own acts once, then put back as they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

# What the migrations put there stays between tests.
SEEDS = {
    "django_migrations",
    "access_sightkey",
    "auth_permission",
    "django_content_type",
    "organisations_allowedparent",
    "organisations_federalsubject",
    "consents_consentkind",
    "offices_officekind",
    "members_seniorityrule",
}


class KeptRows:
    """All rows of all tables but the seeds, as they were at the end of `learning`.

    Their ids come again with them: no other row ever gets them, since a sequence gives no number twice.
    """

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    @property
    def is_known(self) -> bool:
        """Whether there is anything to put back."""
        return bool(self._rows)

    @contextmanager
    def learning(self) -> Iterator[None]:
        """Keep what is written inside; nothing is kept where rows stood before, for those would come along."""
        begun_empty = not any(_has_rows(table) for table in _tables())
        yield
        if begun_empty:
            self._rows = {table: _taken(table) for table in _tables() if _has_rows(table)}

    def put_back(self) -> None:
        """Write the rows into their tables."""
        for table, rows in self._rows.items():
            if _is_guarded(table):
                _insert(table, rows)
                continue
            with connection.cursor() as cursor, cursor.copy(_copy(table, "FROM STDIN")) as copy:
                copy.write(rows)


def _is_guarded(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s::regclass)", [table])
        return bool(cursor.fetchone()[0])


def _insert(table: str, rows: bytes) -> None:
    """COPY does not go together with row-level security, so the rows come by another table."""
    names = {"table": sql.Identifier(table), "way": sql.Identifier(f"kept_{table}"[:60])}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {way} (LIKE {table})").format(**names))
        with cursor.copy(sql.SQL("COPY {way} FROM STDIN").format(**names)) as copy:
            copy.write(rows)
        cursor.execute(sql.SQL("INSERT INTO {table} SELECT * FROM {way}; DROP TABLE {way}").format(**names))


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [name for (name,) in cursor.fetchall() if name not in SEEDS]


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
        return bool(cursor.fetchone()[0])


def _taken(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(_copy(table, "TO STDOUT")) as copy:
        return b"".join(copy)


def _copy(table: str, way: str) -> sql.Composed:
    return sql.SQL("COPY {} {}").format(sql.Identifier(table), sql.SQL(way))
