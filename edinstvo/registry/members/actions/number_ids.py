"""Take ids from a table's sequence before its rows exist, so that rows of several tables can name each other."""

from django.db import connection


def next_ids(*, table: str, count: int) -> list[int]:
    """`count` fresh ids of the table, never given to anybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [id_ for (id_,) in cursor.fetchall()]
