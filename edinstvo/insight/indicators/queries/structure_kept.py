"""How far each region has built its structure today: kept where nothing has changed, else counted (ADR 0026)."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

# One statement, one snapshot: a row of the region and the marks that say it has changed since.
_KEPT = """
SELECT asked.id, kept.primaries, kept.without_number, kept.without_access, confirmed.primaries
FROM unnest(%(ids)s::bigint[]) AS asked(id)
LEFT JOIN indicators_structure kept ON kept.region_id = asked.id AND kept.counted_for = %(day)s
  AND NOT EXISTS (SELECT FROM indicators_structurechange c WHERE c.region_id = asked.id)
LEFT JOIN LATERAL (
  SELECT primaries FROM organisations_confirmedstructure c
  WHERE c.organisation_id = asked.id AND c.known_until IS NULL AND c.valid_from <= %(day)s
  ORDER BY c.valid_from DESC LIMIT 1) AS confirmed ON true
"""


class Counts(NamedTuple):
    """The primaries of a region that stand, and how many of them lack their ИНПО, or a chair who can sign in."""

    primaries: int
    without_number: int
    without_access: int


def kept_structures(regions: Collection[int], *, on: date) -> dict[int, tuple[Counts | None, int | None]]:
    """{region: (what is kept of today, `on`, or None; how many primaries it has confirmed)}. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, {"ids": list(regions), "day": on})
        rows = cursor.fetchall()
    return {id_: (None if kept[0] is None else Counts(*kept), confirmed) for id_, *kept, confirmed in rows}
