"""Keep the past of the organisations that changed: count them again, and carry the difference into the checkpoints."""

from collections.abc import Callable

from django.db import connection, transaction

from edinstvo.insight.indicators.models import Course
from edinstvo.insight.indicators.queries.steps import DIFFERING, wide
from edinstvo.insight.indicators.rules import COURSE_MEASURES

# Any number would do: it only has to be the same for everybody who keeps courses.
_ONE_KEEPER = 7_310_002
_PORTION = 1_000
_TAKE = """
DELETE FROM tallies_pastchange WHERE organisation_id IN (
  SELECT DISTINCT organisation_id FROM tallies_pastchange ORDER BY organisation_id LIMIT %s)
RETURNING organisation_id
"""
_NAMES = ", ".join(f'"{measure}"' for measure in COURSE_MEASURES)
# What each measure has come to before the piece.
_CARRIED = ", ".join(
    f"coalesce(sum(sum(amount) FILTER (WHERE measure = {number})) OVER before, 0)::integer"
    for number in range(len(COURSE_MEASURES))
)
_ADDED = ", ".join(
    f'"{measure}" = indicators_checkpoint."{measure}" + excluded."{measure}"' for measure in COURSE_MEASURES
)
# One statement, one snapshot: whoever reads sees the courses and the checkpoints before it or after it.
_KEEP = f"""
WITH wanted AS (SELECT unnest(%(ids)s::bigint[]) AS id),{DIFFERING},
checkpoints AS (
  INSERT INTO indicators_checkpoint (organisation_id, span, first_day, {_NAMES})
  SELECT organisation_id, piece.span, piece.first_day, {wide()} FROM differing, LATERAL (VALUES
    ('y', date_trunc('year', day)::date), ('m', date_trunc('month', day)::date), ('d', day)) AS piece(span, first_day)
  GROUP BY organisation_id, piece.span, piece.first_day
  ON CONFLICT (organisation_id, span, first_day) DO UPDATE SET {_ADDED}),
numbered AS (
  SELECT *, row_number() OVER (PARTITION BY organisation_id ORDER BY day, measure) - 1 AS number FROM fresh),
courses AS (
  SELECT organisation_id, min(day) AS since, ARRAY[{_CARRIED}] AS carried,
    array_agg(day ORDER BY number) AS days, array_agg(measure::smallint ORDER BY number) AS measures,
    array_agg(amount ORDER BY number) AS amounts
  FROM numbered GROUP BY organisation_id, number / {Course.MOST}
  WINDOW before AS (
    PARTITION BY organisation_id ORDER BY number / {Course.MOST} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
gone AS (
  DELETE FROM indicators_course c USING wanted WHERE c.organisation_id = wanted.id
  AND NOT EXISTS (SELECT 1 FROM courses WHERE courses.organisation_id = c.organisation_id AND courses.since = c.since))
INSERT INTO indicators_course (organisation_id, since, region_id, carried, days, measures, amounts)
SELECT c.organisation_id, c.since, o.region_id, c.carried, c.days, c.measures, c.amounts
FROM courses c JOIN organisations_organisation o ON o.id = c.organisation_id
LEFT JOIN indicators_course kept ON kept.organisation_id = c.organisation_id AND kept.since = c.since
WHERE (kept.region_id, kept.carried, kept.days, kept.measures, kept.amounts)
  IS DISTINCT FROM (o.region_id, c.carried, c.days, c.measures, c.amounts)
ON CONFLICT (organisation_id, since) DO UPDATE
SET region_id = excluded.region_id, carried = excluded.carried, days = excluded.days, measures = excluded.measures,
  amounts = excluded.amounts
"""  # noqa: S608  # names of our own columns


def keep_courses(*, told: Callable[[int], None] = lambda _kept: None) -> int:
    """Keep all that has changed, portion by portion, each in its own transaction; how many organisations that were.

    `told` hears after each portion how many are kept. 0 when somebody else is at it.
    """
    kept = 0
    while ids := _keep_portion():
        kept += len(ids)
        told(kept)
    return kept


def _keep_portion() -> set[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_KEEPER])
        if not (cursor.fetchone() or [False])[0]:
            return set()
        cursor.execute(_TAKE, [_PORTION])
        ids = {id_ for (id_,) in cursor.fetchall()}
        if ids:
            # Taken before it is counted: what changes from here on is told anew.
            cursor.execute(_KEEP, {"ids": sorted(ids)})
    return ids
