"""Fold the deltas into the totals: one statement, so every reader sees either all of a fold or none."""

from django.db import connection, transaction

# Any number would do: it only has to be the same for every folder.
_ONE_FOLDER = 7_310_001
_FOLD = """
WITH taken AS (DELETE FROM tallies_delta RETURNING organisation_id, measure, amount),
     sums AS (SELECT organisation_id, measure, sum(amount) AS amount FROM taken GROUP BY organisation_id, measure),
     folded AS (
       INSERT INTO tallies_total (organisation_id, measure, amount) SELECT organisation_id, measure, amount FROM sums
       ON CONFLICT (organisation_id, measure) DO UPDATE SET amount = tallies_total.amount + excluded.amount
       RETURNING 1)
SELECT (SELECT count(*) FROM taken)
"""


def fold_deltas() -> int:
    """Fold what is committed and return how many deltas that were; 0 when another folder is at work."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_FOLDER])
        if not (cursor.fetchone() or [False])[0]:
            return 0
        cursor.execute(_FOLD)
        return int((cursor.fetchone() or [0])[0])
