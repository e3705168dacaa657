"""Seniority of whole lists: the day it is counted from, as `rules/seniority.py` reckons it, in one statement of SQL."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from edinstvo.registry.members.models import Membership, SeniorityRule, Suspension

# The steps have the names of the functions of `rules/seniority.py`; a property test compares the two.
# `rule`: each rule and the days it is in force on. `stay`: stays as they stood on the day, each with the one before.
# `begins`: from which day each counts. `break`: whether time out of the union lies before it, and was kept.
_RECKONED = """
WITH rule AS MATERIALIZED (
  SELECT gap_months, suspension_counts, lead(valid_from, 1, date 'infinity') OVER (ORDER BY valid_from) AS until,
    CASE WHEN row_number() OVER (ORDER BY valid_from) = 1 THEN date '-infinity' ELSE valid_from END AS since
  FROM members_seniorityrule WHERE known_until IS NULL
), stay AS MATERIALIZED (
  SELECT m.person_id, m.registered_on AS begin, m.joined_on, CASE WHEN m.ended_on <= %s THEN m.ended_on END AS ended,
    lag(m.ended_on) OVER one AS before_ended, lag(m.registered_on) OVER one AS before_begin,
    lag(m.end_reason) OVER one AS before_reason, first_value(m.registered_on) OVER one AS first_begin
  FROM members_membership m
  WHERE m.person_id IN ({people}) AND m.registered_on <= %s
    AND (m.ended_on IS NULL OR m.ended_on > m.registered_on)
  WINDOW one AS (PARTITION BY m.person_id ORDER BY m.registered_on, m.id)
), begins AS (
  SELECT *, CASE
    WHEN before_begin IS NULL THEN least(coalesce(joined_on, begin),
      min(joined_on) FILTER (WHERE joined_on <= first_begin) OVER (PARTITION BY person_id))
    WHEN joined_on > coalesce(before_ended, before_begin) AND joined_on <= begin THEN joined_on
    ELSE begin END AS counts_from
  FROM stay
), break AS (
  SELECT begins.*, coalesce(before_ended < counts_from, false) AS is_break,
    coalesce(months > 0 AND counts_from <= (before_ended + make_interval(months => months))::date, false) AS keeps
  FROM begins JOIN rule ON counts_from >= rule.since AND counts_from < rule.until
  CROSS JOIN LATERAL (SELECT (rule.gap_months ->> before_reason)::int AS months) AS allowed
), chain AS (
  SELECT *, coalesce(max(counts_from) FILTER (WHERE is_break AND NOT keeps) OVER person,
    max(counts_from) FILTER (WHERE before_begin IS NULL) OVER person) AS since
  FROM break WINDOW person AS (PARTITION BY person_id)
), reckoned AS (
  SELECT person_id, since + (sum(CASE WHEN is_break AND counts_from > since THEN counts_from - before_ended ELSE 0 END)
      + sum(coalesce(away.days, 0)))::int AS counted_from,
    bool_or((is_break AND NOT keeps) OR joined_on <= since) AS is_joining_known
  FROM chain LEFT JOIN LATERAL (
    SELECT sum(greatest(0, least(s.valid_until, chain.ended, %s, rule.until)
      - greatest(s.valid_from, chain.counts_from, chain.since, rule.since)))::int AS days
    FROM members_suspension s JOIN rule ON NOT rule.suspension_counts
    WHERE s.person_id = chain.person_id AND s.known_until IS NULL
  ) AS away ON true
  GROUP BY person_id, since
)
SELECT person_id FROM reckoned WHERE is_joining_known AND extract(year FROM counted_from)::int = ANY(%s)
"""


def counting_from(rows: QuerySet[Membership], *, years: Collection[int], month: int | None, on: date) -> Q:
    """The predicate of those of the rows whose people have their seniority, as known on the day, from these years.

    And from this month, if one is named: it is the day that the page of a member counts from. Nobody of whom only the
    first day on record is known. Most people have one stay: for them it is the day of joining.
    """
    said = Q(joined_on__year__in=[*years]) & (Q() if month is None else Q(joined_on__month=month))
    counts = list(SeniorityRule.objects.filter(known_until=None).values_list("suspension_counts", flat=True))
    # Not "begun by the day": any other row will do, and the database joins what is asked without a condition.
    has_more = Exists(Membership.objects.filter(person_id=OuterRef("person_id")).exclude(pk=OuterRef("pk")))
    is_reckoned = Q(has_more) if all(counts) else Q(has_more) | Exists(_suspended())
    try:
        people, params = rows.filter(is_reckoned).order_by().values("person_id").query.sql_with_params()
    except EmptyResultSet:
        return Q(pk__in=[])
    asked, values = _RECKONED.format(people=people), [on, *params, on, on, [*years]]
    if month is not None:
        asked, values = f"{asked} AND extract(month FROM counted_from)::int = %s", [*values, month]
    reckoned = Q(person_id__in=RawSQL(asked, values))  # noqa: S611  # a statement of our own, all that is said a parameter
    begun = Q(registered_on__lte=on) & (Q(ended_on=None) | Q(ended_on__gt=F("registered_on")))
    return (said & begun & ~is_reckoned if counts else Q(pk__in=[])) | reckoned


def _suspended() -> QuerySet[Suspension]:
    return Suspension.objects.filter(Suspension.KNOWN, person_id=OuterRef("person_id"))
