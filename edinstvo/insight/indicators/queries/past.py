"""Figures of any days, of organisations with all that lies below them in today's tree: checkpoints and courses."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.insight.indicators.queries.steps import CHANGED, DIFFERING, carried, wide
from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.registry.organisations.models import LEVEL_OF

# By measure (COURSE_MEASURES).
Figures = dict[str, int]

# More than a read can count from rows while somebody waits: right after a great load, until the worker has kept it.
MOST_CHANGED = 400
# How much has changed since it was kept, and which of the organisations have checkpoints.
_BEFORE = f"""
WITH {CHANGED}
SELECT (SELECT count(*) FROM (SELECT FROM wanted LIMIT %(limit)s) AS changed),
  ARRAY(SELECT id FROM organisations_organisation WHERE id = ANY(%(heads)s) AND type = ANY(%(types)s))
"""  # noqa: S608  # a piece of our own
_SUMS = ", ".join(f'sum("{measure}")::integer' for measure in COURSE_MEASURES)
_COLUMNS = ", ".join(f'"{measure}"' for measure in COURSE_MEASURES)
# The years before the year of the day, the months before its month, the days until it: three short walks by index.
_REACHED = " UNION ALL ".join(
    f"SELECT {_COLUMNS} FROM indicators_checkpoint WHERE organisation_id = head.id AND span = '{span}' AND {until}"  # noqa: S608  # names of our own columns
    for span, until in (
        ("y", "first_day < date_trunc('year', asked.day)::date"),
        ("m", "first_day >= date_trunc('year', asked.day)::date AND first_day < date_trunc('month', asked.day)::date"),
        ("d", "first_day >= date_trunc('month', asked.day)::date AND first_day <= asked.day"),
    )
)
# The union and regions by checkpoints, as of each day. What is smaller by its courses: its path is the beginning of
# the paths of all below it, and "0" follows "/". Of each course the last piece that had begun by the first of the days,
# with what it carries, and the pieces after it; each step is counted once, in the first of the days that it has
# reached, and added to the later ones afterwards. OFFSET 0: course by course, by the key; how many lie below a path is
# beyond the planner, which would read the courses of the whole union. One statement, one snapshot.
_READ = f"""
WITH {CHANGED},{DIFFERING},
asked AS (SELECT unnest(%(days)s::date[]) AS day),
below AS (
  SELECT head.id AS head_id, o.id FROM organisations_organisation head
  JOIN organisations_organisation o ON o.path >= head.path AND o.path < rtrim(head.path, '/') || '0'
  WHERE head.id = ANY(%(small)s)),
courses AS (
  SELECT below.head_id, c.* FROM below, LATERAL (
    SELECT * FROM indicators_course WHERE organisation_id = below.id AND since <= %(last)s AND since >= coalesce((
      SELECT max(since) FROM indicators_course WHERE organisation_id = below.id AND since <= %(first)s), '-infinity')
    OFFSET 0) AS c
  WHERE NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.id = below.id)),
steps AS (
  SELECT c.head_id, step.day, step.measure, step.amount
  FROM courses c, unnest(c.days, c.measures, c.amounts) AS step(day, measure, amount) WHERE step.day <= %(last)s
  UNION ALL
  SELECT below.head_id, fresh.day, fresh.measure, fresh.amount FROM below
  JOIN fresh ON fresh.organisation_id = below.id AND fresh.day <= %(last)s)
SELECT true AS is_whole, day, id, {_SUMS} FROM (
  SELECT asked.day, head.id, kept.* FROM asked, unnest(%(large)s::bigint[]) AS head(id), LATERAL ({_REACHED}) AS kept
  UNION ALL
  SELECT asked.day, organisation_id, {wide()} FROM asked JOIN differing ON differing.day <= asked.day
  WHERE organisation_id = ANY(%(large)s) GROUP BY asked.day, organisation_id) AS both_kinds
GROUP BY day, id
UNION ALL
SELECT false, (%(days)s::date[])[width_bucket(day - 1, %(days)s::date[]) + 1] AS reached, head_id, {wide()}
FROM steps GROUP BY reached, head_id
UNION ALL
SELECT false, %(first)s, head_id, {carried()} FROM courses WHERE since <= %(first)s GROUP BY head_id
"""  # noqa: S608  # names of our own columns
_WITH_CHECKPOINTS = [str(type_) for type_, level in LEVEL_OF.items() if level in (Level.UNION, Level.REGION)]


class StillCounting(Exception):
    """So much has changed at once below those asked about that their past is counted anew; it takes minutes."""


def figures_in_todays_tree(*, organisation_ids: Collection[int], on: date) -> dict[int, Figures]:
    """Of each organisation with everything that lies below it today: what was counted there at the end of the day.

    Exact as of one statement. Raises StillCounting.
    """
    return figures_of_days(organisation_ids=organisation_ids, days=[on])[on]


@whole_register(reason=Reason.COUNTING)
def figures_of_days(*, organisation_ids: Collection[int], days: Collection[date]) -> dict[date, dict[int, Figures]]:
    """The same of several days: two statements, however many days. Raises StillCounting."""
    asked = sorted({*days})
    found = {day: {id_: dict.fromkeys(COURSE_MEASURES, 0) for id_ in organisation_ids} for day in asked}
    with connection.cursor() as cursor:
        heads = {"heads": list(organisation_ids)}
        cursor.execute(_BEFORE, {**heads, "limit": MOST_CHANGED + 1, "types": _WITH_CHECKPOINTS})
        changed, large = cursor.fetchone() or (0, [])
        if changed > MOST_CHANGED:
            raise StillCounting
        small = sorted({*organisation_ids} - {*large})
        places, ends = {"large": large, "small": small}, {"first": asked[0], "last": asked[-1]}
        cursor.execute(_READ, {**heads, **places, **ends, "days": asked})
        for is_whole, reached, id_, *sums in cursor.fetchall():
            for day in [reached] if is_whole else asked[asked.index(reached) :]:
                _add(found[day][id_], sums)
    return found


def _add(figures: Figures, sums: Sequence[int]) -> None:
    for measure, amount in zip(COURSE_MEASURES, sums, strict=True):
        figures[measure] += amount
