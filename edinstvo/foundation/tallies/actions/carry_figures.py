"""Carry what an organisation counts from those it stood under to those it stands under now."""

from collections.abc import Collection

from django.db import connection

# One statement, one snapshot: folded and unfolded deltas are read together, as every reader does.
_CARRY = """
INSERT INTO tallies_delta (organisation_id, measure, amount)
SELECT other.id, counted.measure, counted.amount * other.sign
FROM (
  SELECT measure, sum(amount)::bigint AS amount FROM (
    SELECT measure, amount FROM tallies_total WHERE organisation_id = %(id)s
    UNION ALL
    SELECT measure, amount FROM tallies_delta WHERE organisation_id = %(id)s) AS both_kinds
  GROUP BY measure HAVING sum(amount) <> 0) AS counted,
 (SELECT unnest(%(away)s::bigint[]) AS id, -1 AS sign UNION ALL SELECT unnest(%(onto)s::bigint[]), 1) AS other
"""


def carry_figures(*, organisation_id: int, away_from: Collection[int], onto: Collection[int]) -> None:
    """Take every measure of the organisation off those of the first ids and add it to those of the second.

    Exact if nobody counts in the organisation meanwhile: the caller holds whatever they would have to hold. Every
    measure is taken for one that counts in the whole chain above, as all of them are (docs/decisions/0007).
    """
    with connection.cursor() as cursor:
        cursor.execute(_CARRY, {"id": organisation_id, "away": list(away_from), "onto": list(onto)})
