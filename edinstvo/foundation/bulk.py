"""Many rows at once: ids taken before their rows exist, and COPY, the fastest way in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def take_ids(*, table: str, count: int) -> list[int]:
    """`count` fresh ids of the table in ascending order, never given to anybody else.

    Rows of several tables can so name each other before any of them is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [id_ for (id_,) in cursor.fetchall()]


def copy_rows(*, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows, each with its values in the order of the columns. Nothing is read back.

    Until the last row is written the connection answers nothing else: `rows` must not ask the database.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if not _is_guarded(table):
            _copy(f"COPY {quote(table)} ({names}) FROM STDIN", rows)
            return
        # COPY and row-level security do not go together; whoever is subject to it comes by another table.
        cursor.execute(f"CREATE TEMPORARY TABLE on_the_way AS SELECT {names} FROM {quote(table)} WITH NO DATA")  # noqa: S608  # names of our own
        _copy(f"COPY on_the_way ({names}) FROM STDIN", rows)
        cursor.execute(f"INSERT INTO {quote(table)} ({names}) SELECT {names} FROM on_the_way")  # noqa: S608
        cursor.execute("DROP TABLE on_the_way")


def _is_guarded(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s::regclass)", [table])
        return bool(cursor.fetchone()[0])


def _copy(command: str, rows: Iterable[Sequence[Any]]) -> None:
    # The errors of a COPY are Django's, as those of every other statement.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)
