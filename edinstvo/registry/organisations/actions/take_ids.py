"""Take ids for organisations before their rows are written: the path of a row holds its own id."""

from django.db import connection


def take_ids(*, count: int) -> list[int]:
    """As many fresh ids, in ascending order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [id_ for (id_,) in cursor.fetchall()]
