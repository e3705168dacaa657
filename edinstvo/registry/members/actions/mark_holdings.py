"""Mark what people hold: told by the slice that keeps it (cards, the bonus programme), inside its own transaction."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from edinstvo.registry.members.actions.count_members import count_change, counted_of
from edinstvo.registry.members.actions.note_lives import note_lives
from edinstvo.registry.members.rules.marks import HOLDINGS

# Only what differs: a row that says so already is not written again.
_MARK = """
UPDATE {table} SET {mark} = NOT {mark} WHERE {key} = ANY(%(ids)s) AND {mark} <> ({key} = ANY(%(holders)s))
"""


def mark_holdings(*, mark: str, person_ids: Collection[int], holder_ids: Collection[int]) -> None:
    """Write onto the people and all their stays which of them hold it, and let the figures follow.

    The people are locked and their organisations held, as before any act that counts. A stay that begins later takes
    the mark from the person. Raises ValueError for a mark that is none of HOLDINGS.
    """
    if mark not in HOLDINGS:
        raise ValueError(mark)
    before = counted_of(person_ids=person_ids)
    said: dict[str, Any] = {"ids": list(person_ids), "holders": list(holder_ids)}
    with connection.cursor() as cursor:
        for table, key in (("members_person", "id"), ("members_membership", "person_id")):
            cursor.execute(_MARK.format(table=table, key=key, mark=mark), said)
    count_change(before=before, after=counted_of(person_ids=person_ids))
    note_lives(person_ids=person_ids)
