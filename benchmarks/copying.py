"""The very rows that an act made, as COPY writes them, and how long they take to COPY back: the bare minimum."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

_PIECE = 2**17


def rows_made(conditions: Mapping[str, str], parameters: Mapping[str, Any]) -> dict[str, bytes]:
    """{table: its rows that fulfil the condition}, in the order of their ids."""
    made = {}
    with connection.cursor() as cursor:
        for name, condition in conditions.items():
            query = f"COPY (SELECT * FROM {name} WHERE {condition} ORDER BY id) TO STDOUT"  # noqa: S608 (our own words)
            with cursor.copy(query, parameters) as copy:
                made[name] = b"".join(bytes(piece) for piece in copy)
    return made


def bare_copy(rows: Mapping[str, bytes]) -> float:
    """Seconds to COPY the rows into their tables, indexes and foreign keys and all, in one transaction."""
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, content in rows.items():
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                for start in range(0, len(content), _PIECE):
                    copy.write(content[start : start + _PIECE])
    return time.perf_counter() - begun


def bare_copy_in_place(conditions: Mapping[str, str], parameters: Mapping[str, Any]) -> float:
    """Seconds to COPY the rows that fulfil the conditions where they stand, instead of themselves; nothing is changed.

    The tables are named in the order in which they are filled. The foreign keys are looked at within the time.
    """
    rows = rows_made(conditions, parameters)
    with transaction.atomic(), connection.cursor() as cursor:
        for name in reversed(list(conditions)):
            cursor.execute(f"DELETE FROM {name} WHERE {conditions[name]}", parameters)  # noqa: S608 (our own words)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        begun = time.perf_counter()
        bare_copy(rows)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - begun
        transaction.set_rollback(True)
    return took
