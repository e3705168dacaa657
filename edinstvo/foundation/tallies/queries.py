"""Reading figures: totals and unfolded deltas in one statement, one snapshot."""

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

_READ = """
SELECT organisation_id, sum(amount)::bigint FROM (
  SELECT organisation_id, amount FROM tallies_total WHERE measure = %(measure)s AND organisation_id = ANY(%(ids)s)
  UNION ALL
  SELECT organisation_id, amount FROM tallies_delta WHERE measure = %(measure)s AND organisation_id = ANY(%(ids)s)
) AS both_kinds GROUP BY organisation_id
"""


_READ_SEVERAL = """
SELECT organisation_id, measure, sum(amount)::bigint FROM (
  SELECT organisation_id, measure, amount FROM tallies_total
  WHERE measure = ANY(%(measures)s) AND organisation_id = ANY(%(ids)s)
  UNION ALL
  SELECT organisation_id, measure, amount FROM tallies_delta
  WHERE measure = ANY(%(measures)s) AND organisation_id = ANY(%(ids)s)
) AS both_kinds GROUP BY organisation_id, measure
"""

_OF_A_ROW = """
(SELECT coalesce(sum(amount), 0)::bigint FROM (
  SELECT amount FROM tallies_total WHERE measure = %s AND organisation_id = {column}
  UNION ALL
  SELECT amount FROM tallies_delta WHERE measure = %s AND organisation_id = {column}
) AS both_kinds)
"""


def figure_of_row(*, measure: str, column: str) -> RawSQL:
    """The same as an annotation: of the organisation whose id stands in the column ("table.id") of the row."""
    sql = _OF_A_ROW.format(column=column)
    return RawSQL(sql, [measure, measure], output_field=BigIntegerField())  # noqa: S611  # a name of our own


def figure_sql(*, measure: str, organisation_id: int) -> tuple[str, tuple[str | int, ...]]:
    """The measure of one organisation as a piece of another statement, and its parameters."""
    return _OF_A_ROW.format(column="%s"), (measure, organisation_id, measure, organisation_id)


def figures(*, measure: str, organisation_ids: Iterable[int]) -> dict[int, int]:
    """The measure of each organisation, exact as of this statement; 0 where nothing was ever counted."""
    ids = list(organisation_ids)
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"measure": measure, "ids": ids})
        known = dict(cursor.fetchall())
    return {organisation_id: known.get(organisation_id, 0) for organisation_id in ids}


def several_figures(*, measures: Collection[str], organisation_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Several measures of each organisation, by id and by measure, all as of one statement; 0 where nothing counted."""
    known = {id_: dict.fromkeys(measures, 0) for id_ in organisation_ids}
    with connection.cursor() as cursor:
        cursor.execute(_READ_SEVERAL, {"measures": list(measures), "ids": list(organisation_ids)})
        for organisation_id, measure, amount in cursor.fetchall():
            known[organisation_id][measure] = amount
    return known


def figure(*, measure: str, organisation_id: int) -> int:
    """The measure of one organisation."""
    return figures(measure=measure, organisation_ids=[organisation_id])[organisation_id]
