"""Say that figures changed, in the transaction of the act that changed them."""

from collections.abc import Iterable

from django.db import connection

# Every admission passes here: two arrays in one statement cost it half of what objects would.
_ADD = """
INSERT INTO tallies_delta (organisation_id, measure, amount)
SELECT organisation_id, %s, amount FROM unnest(%s::bigint[], %s::bigint[]) AS changed(organisation_id, amount)
"""


def add_deltas(*, measure: str, amounts: Iterable[tuple[int, int]]) -> None:
    """Write (organisation id, amount) pairs; zeros are left out. The next read already includes them."""
    changed = [(organisation_id, amount) for organisation_id, amount in amounts if amount]
    if changed:
        ids, by = zip(*changed, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [measure, list(ids), list(by)])
