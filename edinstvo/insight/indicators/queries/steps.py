"""How the figures of organisations changed from day to day, from the rows themselves, as pieces of one statement."""

from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.registry.members.rules.people import YOUNG_UNTIL

_AT = {measure: number for number, measure in enumerate(COURSE_MEASURES)}

# Common table expressions, of the organisations whose ids stand in `wanted (id)`. The last one is
# `fresh (organisation_id, day, measure, amount)`: on that day the measure (its place in COURSE_MEASURES) changed by
# that amount. Whoever is on record on a day counts by what is said in `from_rows.py`, which asks the same otherwise.
FRESH = f"""
stays AS (
  SELECT m.organisation_id, m.person_id, m.registered_on AS since, m.ended_on AS until, m.end_reason, m.applied_online,
    greatest(m.registered_on, m.electronic_on) AS electronic, m.electronic_on IS NOT NULL AS is_electronic,
    (m.birth_date + interval '{YOUNG_UNTIL + 1} years')::date AS grown_up
  FROM wanted JOIN members_membership m ON m.organisation_id = wanted.id),
people AS (
  SELECT organisation_id, person_id, range_agg(daterange(since, until)) AS days FROM stays
  GROUP BY organisation_id, person_id),
held AS (
  SELECT people.organisation_id, unnest(people.days * cards.days) AS span,
    CASE cards.kind WHEN 'plastic' THEN {_AT["plastic"]} ELSE {_AT["virtual"]} END AS measure
  FROM people JOIN LATERAL (
    SELECT c.kind, range_agg(daterange(c.issued_on, c.ended_on)) AS days FROM cards_card c
    WHERE c.person_id = people.person_id AND c.issued_on IS NOT NULL GROUP BY c.kind) AS cards ON true
  UNION ALL
  SELECT people.organisation_id, unnest(people.days * taken.days), {_AT["bonus"]}
  FROM people JOIN LATERAL (
    SELECT range_agg(daterange(p.began_on, p.ended_on)) AS days FROM benefits_participation p
    WHERE p.person_id = people.person_id) AS taken ON taken.days IS NOT NULL),
spans AS (
  SELECT organisation_id, since, until, {_AT["members"]} AS measure FROM stays
  UNION ALL
  SELECT organisation_id, electronic, until, {_AT["registered"]} FROM stays
  WHERE is_electronic AND (until IS NULL OR electronic < until)
  UNION ALL
  SELECT organisation_id, since, least(until, grown_up), {_AT["youth"]} FROM stays
  WHERE grown_up IS NOT NULL AND since < least(until, grown_up)
  UNION ALL
  SELECT organisation_id, lower(span), upper(span), measure FROM held),
fresh AS (
  SELECT organisation_id, day, measure, sum(amount)::integer AS amount FROM (
    SELECT organisation_id, since AS day, measure, 1 AS amount FROM spans
    UNION ALL
    SELECT organisation_id, until, measure, -1 FROM spans WHERE until IS NOT NULL
    UNION ALL
    SELECT organisation_id, since, {_AT["joined_online"]}, 1 FROM stays WHERE applied_online
    UNION ALL
    SELECT organisation_id, since, {_AT["joined"]}, 1 FROM stays WHERE NOT EXISTS (
      SELECT 1 FROM members_membership was
      WHERE was.person_id = stays.person_id AND was.ended_on = stays.since AND was.end_reason = 'transferred')
    UNION ALL
    SELECT organisation_id, until, {_AT["left"]}, 1 FROM stays WHERE until IS NOT NULL AND end_reason <> 'transferred'
  ) AS each GROUP BY organisation_id, day, measure HAVING sum(amount) <> 0)"""  # noqa: S608  # numbers of our own

# What was kept of the same organisations: `former (organisation_id, region_id, day, measure, amount)`.
FORMER = """
former AS (
  SELECT c.organisation_id, c.region_id, step.day, step.measure, step.amount
  FROM wanted JOIN indicators_course c ON c.organisation_id = wanted.id,
    unnest(c.days, c.measures, c.amounts) AS step(day, measure, amount))"""

# By how much the rows differ from what is kept, in the regions and in the union:
# `differing (organisation_id, day, measure, amount)`.
DIFFERING = f"""{FRESH},{FORMER},
of_regions AS (
  SELECT region_id, day, measure, sum(amount) AS amount FROM (
    SELECT o.region_id, fresh.day, fresh.measure, fresh.amount
    FROM fresh JOIN organisations_organisation o ON o.id = fresh.organisation_id
    UNION ALL
    SELECT region_id, day, measure, -amount FROM former) AS each
  GROUP BY region_id, day, measure HAVING sum(amount) <> 0),
differing AS (
  SELECT region_id AS organisation_id, day, measure, amount FROM of_regions WHERE region_id IS NOT NULL
  UNION ALL
  SELECT (SELECT id FROM organisations_organisation WHERE type = 'union'), day, measure, sum(amount) FROM of_regions
  GROUP BY day, measure)"""  # noqa: S608  # names of our own

# The organisations whose past has changed since it was kept, of those that the figures of `heads` are made of: they lie
# below one of them today, or were kept in one that is a region. (Of one that is gone nobody knows; it counts for all.)
CHANGED = """
wanted AS (
  SELECT changed.id FROM (SELECT DISTINCT organisation_id AS id FROM tallies_pastchange) AS changed
  LEFT JOIN organisations_organisation o ON o.id = changed.id
  WHERE o.id IS NULL OR string_to_array(trim(o.path, '/'), '/')::bigint[] && %(heads)s::bigint[]
    OR (SELECT region_id FROM indicators_course c WHERE c.organisation_id = changed.id LIMIT 1) = ANY(%(heads)s))"""


def wide(amount: str = "amount") -> str:
    """One column for each of COURSE_MEASURES, summed up from rows of (measure, amount)."""
    return ", ".join(
        f"coalesce(sum({amount}) FILTER (WHERE measure = {number}), 0)::integer AS {quoted}"
        for quoted, number in ((f'"{measure}"', number) for measure, number in _AT.items())
    )


def carried() -> str:
    """The same columns, summed up from what pieces of courses carry."""
    return ", ".join(f'coalesce(sum(carried[{number + 1}]), 0)::integer AS "{name}"' for name, number in _AT.items())
