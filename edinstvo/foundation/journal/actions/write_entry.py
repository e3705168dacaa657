"""Write one act into the journal, in the transaction of the act itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.journal.models import Entry

_FIELDS = [field for field in Entry._meta.concrete_fields if not field.primary_key]
_ADD = f"""
WITH next AS (SELECT nextval(pg_get_serial_sequence('journal_entry', 'id')) AS id), added AS (
  INSERT INTO journal_entry (id, {", ".join(field.column for field in _FIELDS)})
  SELECT id, {", ".join(["%s"] * len(_FIELDS))} FROM next)
SELECT id FROM next
"""  # noqa: S608  # names of our own columns


@dataclass(frozen=True)
class About:
    """What an act was done to: its kind in one word, its id and the name a person knows it by."""

    type: str
    id: int | None
    name: str


def write_entry(
    *,
    actor: Actor,
    verb: str,
    about: About,
    at_place: Placed | None,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> int:
    """Write one entry and return its id. `before` and `after` are JSON values of the changed fields only."""
    entry = Entry(
        at=at,
        verb=verb,
        actor_id=actor.user_id,
        actor_name=actor.name,
        address=actor.address,
        object_type=about.type,
        object_id=about.id,
        object_name=about.name[:300],
        region_id=at_place.region_id if at_place else None,
        territory_id=at_place.territory_id if at_place else None,
        primary_id=at_place.primary_id if at_place else None,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
    )
    return _added(entry)


def _added(entry: Entry) -> int:
    """Not RETURNING: whoever writes into the journal of a place need not be allowed to read it."""
    values = [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in _FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        return int(cursor.fetchone()[0])


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, as JSON values: (before, after) with the same keys."""
    differing = [name for name in after if before.get(name) != after[name]]
    return {name: _json(before.get(name)) for name in differing}, {name: _json(after[name]) for name in differing}


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
