"""Whether what is kept is what the rows say: today's figures, courses, checkpoints, structures of the regions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.models import Structure, StructureChange
from edinstvo.insight.indicators.queries.steps import DIFFERING
from edinstvo.insight.indicators.queries.structure import counted_structures
from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.registry.members.queries.essentials import MEASURES, counts_sql

_PORTION = 2_000
# Each figure of today, of every organisation, with what it ought to be: open memberships along the paths above them.
_TODAY = f"""
WITH own AS (
  SELECT m.organisation_id, {counts_sql()} FROM members_membership m JOIN members_person p ON p.id = m.person_id
  WHERE m.ended_on IS NULL GROUP BY m.organisation_id),
counted AS (
  SELECT above.id::bigint AS organisation_id, each.measure, sum(each.amount) AS amount
  FROM (SELECT * FROM own) AS own (organisation_id, {", ".join(MEASURES)})
  JOIN organisations_organisation o ON o.id = own.organisation_id,
    unnest(string_to_array(trim('/' FROM o.path), '/')) AS above(id),
    LATERAL (VALUES {", ".join(f"('{measure}', own.{measure})" for measure in MEASURES)}) AS each(measure, amount)
  GROUP BY above.id, each.measure),
kept AS (
  SELECT organisation_id, measure, sum(amount) AS amount FROM (
    SELECT organisation_id, measure, amount FROM tallies_total
    UNION ALL SELECT organisation_id, measure, amount FROM tallies_delta) AS both_kinds
  WHERE measure = ANY(%(measures)s) GROUP BY organisation_id, measure)
SELECT coalesce(k.organisation_id, c.organisation_id), coalesce(k.measure, c.measure), coalesce(k.amount, 0),
  coalesce(c.amount, 0)
FROM counted c FULL JOIN kept k ON k.organisation_id = c.organisation_id AND k.measure = c.measure
WHERE coalesce(k.amount, 0) <> coalesce(c.amount, 0) ORDER BY 1, 2
"""  # noqa: S608  # names of our own measures
_COURSES = f"""
WITH wanted AS (
  SELECT id FROM organisations_organisation o WHERE id > %(after)s AND id <= %(until)s
  AND NOT EXISTS (SELECT 1 FROM tallies_pastchange c WHERE c.organisation_id = o.id)),{DIFFERING},
of_each AS (
  SELECT organisation_id, day, measure, sum(kept) AS kept, sum(counted) AS counted FROM (
    SELECT organisation_id, day, measure, 0 AS kept, amount AS counted FROM fresh
    UNION ALL SELECT organisation_id, day, measure, amount, 0 FROM former) AS both_kinds
  GROUP BY organisation_id, day, measure HAVING sum(kept) <> sum(counted))
SELECT organisation_id, measure, day, kept, counted FROM of_each ORDER BY organisation_id, day, measure
"""  # noqa: S608  # names of our own measures
# What a piece of a course carries, and what the pieces before it come to.
_CARRIED = """
WITH courses AS (SELECT * FROM indicators_course WHERE organisation_id > %(after)s AND organisation_id <= %(until)s),
steps AS (
  SELECT c.organisation_id, c.since, step.measure, sum(step.amount) AS amount
  FROM courses c, unnest(c.measures, c.amounts) AS step(measure, amount) GROUP BY 1, 2, 3)
SELECT c.organisation_id, each.number - 1 AS measure, c.since, each.amount, coalesce(sum(s.amount), 0)
FROM courses c CROSS JOIN LATERAL unnest(c.carried) WITH ORDINALITY AS each(amount, number)
LEFT JOIN steps s ON s.organisation_id = c.organisation_id AND s.measure = each.number - 1 AND s.since < c.since
GROUP BY c.organisation_id, c.since, each.number, each.amount HAVING each.amount <> coalesce(sum(s.amount), 0)
ORDER BY c.organisation_id, c.since, each.number
"""
# What is said on the stays of what their people hold.
_CARD = "SELECT 1 FROM cards_card c WHERE c.person_id = m.person_id AND c.issued_on IS NOT NULL AND c.ended_on IS NULL"
_TAKES_PART = "SELECT 1 FROM benefits_participation p WHERE p.person_id = m.person_id AND p.ended_on IS NULL"
_HELD = {
    "has_plastic_card": f"EXISTS ({_CARD} AND c.kind = 'plastic')",
    "has_virtual_card": f"EXISTS ({_CARD} AND c.kind = 'virtual')",
    "has_bonus": f"EXISTS ({_TAKES_PART})",
}
_MARKS = " UNION ALL ".join(
    f"SELECT m.organisation_id, '{mark}', count(*) FILTER (WHERE m.{mark}), count(*) FILTER (WHERE NOT m.{mark}) "  # noqa: S608
    f"FROM members_membership m WHERE m.{mark} <> {holds} GROUP BY m.organisation_id"
    for mark, holds in _HELD.items()
)
# And what they say of the other names of their people.
_KEYS = """
SELECT m.organisation_id, 'other_keys', count(*) FILTER (WHERE m.other_keys <> ''),
  count(*) FILTER (WHERE m.other_keys = '')
FROM members_membership m LEFT JOIN (
  SELECT person_id, '|' || string_agg(DISTINCT key, '|' ORDER BY key) || '|' AS keys FROM members_namealias
  GROUP BY person_id) AS known ON known.person_id = m.person_id
WHERE m.other_keys <> coalesce(known.keys, '') GROUP BY m.organisation_id
"""
_COLUMNS = ", ".join(f"('{measure}', \"{measure}\")" for measure in COURSE_MEASURES)
# What the courses come to in each region, and in all of them, against each year, month and day that is kept.
_CHECKPOINTS = f"""
WITH steps AS (
  SELECT c.region_id, step.day, step.measure, sum(step.amount) AS amount
  FROM indicators_course c, unnest(c.days, c.measures, c.amounts) AS step(day, measure, amount)
  GROUP BY c.region_id, step.day, step.measure),
placed AS (
  SELECT region_id AS organisation_id, day, measure, amount FROM steps WHERE region_id IS NOT NULL
  UNION ALL
  SELECT (SELECT id FROM organisations_organisation WHERE type = 'union'), day, measure, amount FROM steps),
counted AS (
  SELECT organisation_id, piece.span, piece.first_day, measure, sum(amount) AS amount
  FROM placed, LATERAL (VALUES ('y', date_trunc('year', day)::date), ('m', date_trunc('month', day)::date), ('d', day))
    AS piece(span, first_day)
  GROUP BY organisation_id, piece.span, piece.first_day, measure),
kept AS (
  SELECT c.organisation_id, c.span, c.first_day, names.number - 1 AS measure, each.amount
  FROM indicators_checkpoint c, LATERAL (VALUES {_COLUMNS}) AS each(name, amount)
  JOIN unnest(%(names)s::text[]) WITH ORDINALITY AS names(name, number) ON names.name = each.name
  WHERE each.amount <> 0)
SELECT coalesce(k.organisation_id, c.organisation_id), coalesce(k.measure, c.measure),
  coalesce(k.first_day, c.first_day), coalesce(k.amount, 0), coalesce(c.amount, 0)
FROM (SELECT * FROM counted WHERE amount <> 0) c FULL JOIN kept k ON k.organisation_id = c.organisation_id
  AND k.span = c.span AND k.first_day = c.first_day AND k.measure = c.measure
WHERE coalesce(k.amount, 0) <> coalesce(c.amount, 0) ORDER BY 1, 3, 2
"""  # noqa: S608  # names of our own measures


@dataclass(frozen=True)
class Difference:
    """A figure that is kept as one number and comes to another; `day` where it is one of the past."""

    what: str
    organisation_id: int
    measure: str
    kept: int
    counted: int
    day: date | None = None


def differences(*, tell: Callable[[str, int, int], None]) -> Iterator[Difference]:
    """Every difference there is; none is what should come. `tell(what, done, all)` hears how far it is.

    In one snapshot, so that people may go on working; what waits to be kept (PastChange) is left out of the courses.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield from _today()
        yield from _marks()
        yield from _courses(tell)
        yield from _checkpoints()
        yield from _structures()


def waiting() -> int:
    """How many organisations wait until their past is kept again."""
    return PastChange.objects.values("organisation_id").distinct().count()


def _today() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(_TODAY, {"measures": list(MEASURES)})
        for organisation_id, measure, kept, counted in cursor.fetchall():
            yield Difference("today", organisation_id, measure, int(kept), int(counted))


def _marks() -> Iterator[Difference]:
    """How many stays say of somebody what is not so (kept), or do not say what is (counted)."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_MARKS} UNION ALL {_KEYS}")
        for organisation_id, mark, kept, counted in cursor.fetchall():
            yield Difference("mark", organisation_id, mark, kept, counted)


def _courses(tell: Callable[[str, int, int], None]) -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM organisations_organisation")
        last = int((cursor.fetchone() or [0])[0])
        for after in range(0, last, _PORTION):
            for statement in (_COURSES, _CARRIED):
                cursor.execute(statement, {"after": after, "until": after + _PORTION})
                yield from (_of_a_day("course", *row) for row in cursor.fetchall())
            tell("course", min(after + _PORTION, last), last)


def _checkpoints() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(_CHECKPOINTS, {"names": list(COURSE_MEASURES)})
        yield from (_of_a_day("checkpoint", *row) for row in cursor.fetchall())


def _structures() -> Iterator[Difference]:
    """Of the regions that no mark says to be counted again, as of the day that they were counted for."""
    kept = Structure.objects.exclude(region_id__in=StructureChange.objects.values("region_id"))
    for day in kept.values_list("counted_for", flat=True).distinct():
        rows = {row.region_id: row for row in kept.filter(counted_for=day)}
        for region_id, counts in counted_structures(list(rows), on=day).items():
            for measure, counted in counts._asdict().items():
                if (said := getattr(rows[region_id], measure)) != counted:
                    yield Difference("structure", region_id, measure, said, counted, day)


def _of_a_day(what: str, organisation_id: int, measure: int, day: date, kept: int, counted: int) -> Difference:
    return Difference(what, organisation_id, COURSE_MEASURES[measure], int(kept), int(counted), day)
