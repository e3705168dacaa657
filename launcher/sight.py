"""What the database must know to believe a sight: the key it is signed with (docs/decisions/0023)."""

import psycopg

from config.sight import pads, sight_key

_STANDS = "SELECT count(*) FROM access_sightkey WHERE inner_key = %s AND outer_key = %s AND sees_all = %s::name[]"
_WRITE = "INSERT INTO access_sightkey (inner_key, outer_key, sees_all) VALUES (%s, %s, %s::name[])"


def write_sight_key(*, connection: psycopg.Connection, secret: str, sees_all: list[str]) -> None:
    """Let sights signed with this SECRET_KEY be believed, and let these roles see everything. As the owner."""
    row = [*pads(sight_key(secret)), sees_all]
    if connection.execute(_STANDS, row).fetchone() == (1,):
        return
    with connection.transaction():
        connection.execute("DELETE FROM access_sightkey")
        connection.execute(_WRITE, row)
