"""Take values out of entries once they are kept nowhere else: what was done stays, what was said then goes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

from edinstvo.foundation.journal.models import VALUE_REMOVED

# The database lets the journal be changed by nobody else, and by them in no other way (migration 0006).
_LIFT = "SELECT set_config('edinstvo.minimising', %s, true)"
_IS_CONCERNED = """key = ANY(%(names)s) AND value NOT IN ('null', '""')
  AND (%(values)s::text[] IS NULL OR value #>> '{}' = ANY(%(values)s::text[]))"""
_EMPTIED = """{side} || coalesce((SELECT jsonb_object_agg(key, to_jsonb(%(mark)s::text))
  FROM jsonb_each({side}) WHERE {concerned}), '{{}}')"""
_EMPTY = f"""
UPDATE journal_entry SET before = {_EMPTIED.format(side="before", concerned=_IS_CONCERNED)},
  after = {_EMPTIED.format(side="after", concerned=_IS_CONCERNED)}
WHERE object_type = %(type)s AND object_id = ANY(%(ids)s) AND (before ?| %(names)s OR after ?| %(names)s)
"""  # noqa: S608  # names of our own columns


_EMPTY_REASONS = """
UPDATE journal_entry SET reason = %(mark)s WHERE object_type = %(type)s AND object_id = ANY(%(ids)s) AND reason <> ''
"""


@contextmanager
def minimising() -> Iterator[None]:
    """Within it, and within the transaction, entries may be emptied, and old rows of the journal deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_LIFT, ["on"])
        yield
        cursor.execute(_LIFT, ["off"])


def empty_values(
    *, object_type: str, object_ids: Collection[int], names: Collection[str], values: Collection[str] | None = None
) -> None:
    """Put VALUE_REMOVED in the place of what entries about these objects say under these names, before and after.

    `values`: only where they say one of these. Inside a transaction.
    """
    said = {
        "type": object_type,
        "ids": list(object_ids),
        "names": list(names),
        "values": None if values is None else list(values),
        "mark": VALUE_REMOVED,
    }
    with minimising(), connection.cursor() as cursor:
        cursor.execute(_EMPTY, said)


def empty_reasons(*, object_type: str, object_ids: Collection[int]) -> None:
    """Put VALUE_REMOVED in the place of the reasons that entries about these objects give. Inside a transaction."""
    with minimising(), connection.cursor() as cursor:
        cursor.execute(_EMPTY_REASONS, {"type": object_type, "ids": list(object_ids), "mark": VALUE_REMOVED})
