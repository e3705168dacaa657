"""Figures of any day, of organisations with all that lies below them in today's tree: checkpoints and courses."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from edinstvo.foundation.access.branches import Level
from edinstvo.insight.indicators.queries.steps import CHANGED, DIFFERING, FRESH, wide
from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.registry.organisations.models import LEVEL_OF, Organisation

# By measure (COURSE_MEASURES).
Figures = dict[str, int]

# More than a read can count from rows while somebody waits: right after a great load, until the worker has kept it.
MOST_CHANGED = 400
_PENDING = "SELECT count(*) FROM (SELECT DISTINCT organisation_id FROM tallies_pastchange LIMIT %s) AS changed"
_SUMS = ", ".join(f'sum("{measure}")::integer' for measure in COURSE_MEASURES)
_COLUMNS = ", ".join(f'"{measure}"' for measure in COURSE_MEASURES)
# The years before the year of the day, the months before its month, the days until it.
_REACHED = """
(c.span = 'y' AND c.first_day < date_trunc('year', %(on)s::date)
 OR c.span = 'm' AND c.first_day >= date_trunc('year', %(on)s::date) AND c.first_day < date_trunc('month', %(on)s::date)
 OR c.span = 'd' AND c.first_day >= date_trunc('month', %(on)s::date) AND c.first_day <= %(on)s::date)"""
_OF_REGIONS = f"""
WITH {CHANGED},{DIFFERING}
SELECT organisation_id, {_SUMS} FROM (
  SELECT c.organisation_id, {_COLUMNS} FROM indicators_checkpoint c
  WHERE c.organisation_id = ANY(%(ids)s) AND {_REACHED}
  UNION ALL
  SELECT organisation_id, {wide()} FROM differing
  WHERE organisation_id = ANY(%(ids)s) AND day <= %(on)s GROUP BY organisation_id) AS both_kinds
GROUP BY organisation_id
"""  # noqa: S608  # names of our own columns
# Its path is the beginning of the paths of all below it, and "0" follows "/".
_OF_THE_REST = f"""
WITH {CHANGED},{FRESH},
below AS (
  SELECT head.id AS head_id, o.id FROM organisations_organisation head
  JOIN organisations_organisation o ON o.path >= head.path AND o.path < rtrim(head.path, '/') || '0'
  WHERE head.id = ANY(%(ids)s)),
steps AS (
  SELECT below.head_id, step.measure, step.amount FROM below
  JOIN indicators_course c ON c.organisation_id = below.id,
    unnest(c.days, c.measures, c.amounts) AS step(day, measure, amount)
  WHERE step.day <= %(on)s AND NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.id = below.id)
  UNION ALL
  SELECT below.head_id, fresh.measure, fresh.amount FROM below
  JOIN fresh ON fresh.organisation_id = below.id AND fresh.day <= %(on)s)
SELECT head_id, {wide()} FROM steps GROUP BY head_id
"""  # noqa: S608  # names of our own columns


_WITH_CHECKPOINTS = tuple(type_ for type_, level in LEVEL_OF.items() if level in (Level.UNION, Level.REGION))


class StillCounting(Exception):
    """So much has changed at once that the past is being counted anew; it takes the worker minutes."""


def figures_in_todays_tree(*, organisation_ids: Collection[int], on: date) -> dict[int, Figures]:
    """Of each organisation with everything that lies below it today: what was counted there at the end of the day.

    Exact as of each of three statements at most. Raises StillCounting.
    """
    found = {id_: dict.fromkeys(COURSE_MEASURES, 0) for id_ in organisation_ids}
    with connection.cursor() as cursor:
        cursor.execute(_PENDING, [MOST_CHANGED + 1])
        if (cursor.fetchone() or [0])[0] > MOST_CHANGED:
            raise StillCounting
        for statement, ids in _asked(organisation_ids):
            cursor.execute(statement, {"ids": ids, "on": on})
            found |= {id_: dict(zip(COURSE_MEASURES, sums, strict=True)) for id_, *sums in cursor.fetchall()}
    return found


def _asked(organisation_ids: Collection[int]) -> list[tuple[str, list[int]]]:
    """(statement, ids that it is for): the union and regions by checkpoints, what is smaller by its courses."""
    rows = Organisation.objects.filter(pk__in=organisation_ids, type__in=_WITH_CHECKPOINTS)
    large = set(rows.values_list("pk", flat=True))
    asked = [(_OF_REGIONS, sorted(large)), (_OF_THE_REST, sorted({*organisation_ids} - large))]
    return [(statement, ids) for statement, ids in asked if ids]
