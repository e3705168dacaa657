"""Copy the keys of aliases onto people and their stays, so that a narrow place is searched without asking for them."""

from collections.abc import Collection

from django.db import connection

# As rules.joined_keys writes them.
_KEYS = """coalesce((SELECT '|' || string_agg(DISTINCT a.key, '|' ORDER BY a.key) || '|' FROM members_namealias a
  WHERE a.person_id = asked.id), '')"""


def spread_sql(*, people: str) -> str:
    """The statement that does it for the people whose ids the query `people` names; it returns (id, keys) of each.

    Only what differs is written: a row that says so already is not written again.
    """
    return f"""
WITH asked(id) AS ({people}), said AS (SELECT asked.id, {_KEYS} AS keys FROM asked),
stays AS (UPDATE members_membership m SET other_keys = said.keys FROM said
  WHERE m.person_id = said.id AND m.other_keys <> said.keys),
people AS (UPDATE members_person p SET other_keys = said.keys FROM said
  WHERE p.id = said.id AND p.other_keys <> said.keys)
SELECT id, keys FROM said"""  # noqa: S608  # queries of our own


def spread_other_keys(*, person_ids: Collection[int]) -> dict[int, str]:
    """Write them onto the people, who are locked, and onto all their stays, after their aliases have changed.

    A stay that begins later takes them from the person, as it copies their name. Returns what each is known under.
    """
    with connection.cursor() as cursor:
        cursor.execute(spread_sql(people="SELECT unnest(%(ids)s::bigint[])"), {"ids": list(person_ids)})
        return dict(cursor.fetchall())
