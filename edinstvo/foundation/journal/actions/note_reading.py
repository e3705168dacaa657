"""Note that somebody looks at another person's record, or at a list of people."""

from datetime import datetime, timedelta

from django.db import connection

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.journal.models import Reading

# Who turns pages, goes back and reloads looks once.
_ONE_LOOK = timedelta(minutes=10)
_COLUMNS = (
    "at, how, purpose, actor_id, actor_name, address, person_id, words, region_id, territory_id, primary_id".split(", ")
)
_NOTE = f"""
INSERT INTO journal_reading ({", ".join(_COLUMNS)})
SELECT {", ".join(f"%({name})s" for name in _COLUMNS)} WHERE NOT EXISTS (
  SELECT 1 FROM journal_reading WHERE actor_id = %(actor_id)s AND at > %(since)s AND how = %(how)s
    AND person_id IS NOT DISTINCT FROM %(person_id)s AND words = %(words)s)
"""  # noqa: S608  # names of our own columns


def note_reading(
    *,
    actor: Actor,
    how: Reading.How,
    purpose: Reading.Purpose,
    words: str,
    at_place: Placed | None,
    at: datetime,
    person_id: int | None = None,
) -> None:
    """One row for a look of up to ten minutes; in the transaction of the page that is shown.

    An operator at the server's command line is not a user: what a command does is journalled by its act.
    """
    if actor.user_id is None:
        return
    said: dict[str, str | int | datetime | None] = {
        "at": at,
        "since": at - _ONE_LOOK,
        "how": how.value,
        "purpose": purpose.value,
        "actor_id": actor.user_id,
        "actor_name": actor.name,
        "address": actor.address,
        "person_id": person_id,
        "words": words[:300],
        "region_id": at_place.region_id if at_place else None,
        "territory_id": at_place.territory_id if at_place else None,
        "primary_id": at_place.primary_id if at_place else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, said)
