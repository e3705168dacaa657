"""Mark who lacks a consent that is required: told by the slice that keeps the consents, inside its own transaction."""

from collections.abc import Collection
from typing import Any

from django.db import connection

# Only what differs: a row that says so already is not written again.
_MARK = """
UPDATE {table} SET lacks_consent = %(lacks)s WHERE {key} = ANY(%(ids)s) AND lacks_consent <> %(lacks)s
"""


def mark_consents(*, person_ids: Collection[int], lacks: bool) -> None:
    """Write it onto the people, who are locked, and onto all their stays, by which lists ask.

    A stay that begins later takes it from the person: every act that opens one copies it, as it copies their name.
    """
    said: dict[str, Any] = {"ids": list(person_ids), "lacks": lacks}
    with connection.cursor() as cursor:
        for table, key in (("members_person", "id"), ("members_membership", "person_id")):
            cursor.execute(_MARK.format(table=table, key=key), said)
