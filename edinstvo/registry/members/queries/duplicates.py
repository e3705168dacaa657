"""Pairs of records that are likely one person, in the branch whose members the actor keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import as_lines, in_branch
from edinstvo.registry.organisations.models import Organisation

# Why two are taken for one, the surest first.
REASONS = ("same_birth", "same_phone", "typo", "same_place")
_NOT_APART = "(a.birth_date = b.birth_date) IS NOT FALSE"
# Half of a name with one typo is without it, so the halves find the few that are then compared letter by letter:
# a letter wrong, extra, missing, or two neighbours swapped after the i-th.
_ONE_TYPO = """
a.name_key <> b.name_key AND abs(length(a.name_key) - length(b.name_key)) <= 1
AND (left(a.name_key, length(a.name_key) / 2 - 1) = left(b.name_key, length(a.name_key) / 2 - 1)
  OR right(a.name_key, length(a.name_key) / 2 - 1) = right(b.name_key, length(a.name_key) / 2 - 1))
AND EXISTS (SELECT 1 FROM generate_series(0, length(a.name_key)) AS i
  WHERE left(a.name_key, i) = left(b.name_key, i) AND (
    substr(a.name_key, i + 2) = substr(b.name_key, i + 2) OR substr(a.name_key, i + 2) = substr(b.name_key, i + 1)
    OR substr(a.name_key, i + 1) = substr(b.name_key, i + 2)
    OR (substr(a.name_key, i + 3) = substr(b.name_key, i + 3)
      AND substr(a.name_key, i + 1, 1) = substr(b.name_key, i + 2, 1)
      AND substr(a.name_key, i + 2, 1) = substr(b.name_key, i + 1, 1))))"""
_ALIKE = (
    "a.birth_date = b.birth_date AND a.name_key = b.name_key",
    f"a.phone = b.phone AND a.surname = b.surname AND a.phone <> '' AND {_NOT_APART}",
    f"a.birth_date = b.birth_date AND {_ONE_TYPO}",
    f"a.primary_id = b.primary_id AND a.name_key = b.name_key AND {_NOT_APART}",
)
_PAIRS = " UNION ALL ".join(
    f"SELECT a.id AS one, b.id AS other, a.name_key, a.person_id AS p, b.person_id AS q, {number} AS why "  # noqa: S608
    f"FROM mine a JOIN mine b ON a.person_id < b.person_id AND {alike}"
    for number, alike in enumerate(_ALIKE)
)
_TOLD_APART = " AND ".join(
    f"(p.{name} = '' OR q.{name} = '' OR p.{name} = q.{name})" for name in ("sex", "snils", "inn")
)
_FIND = f"""
WITH mine AS MATERIALIZED (SELECT *, split_part(name_key, '  ', 1) AS surname FROM ({{branch}}) AS present),
pairs AS ({_PAIRS})
SELECT one, other, min(why) FROM pairs
JOIN members_person p ON p.id = pairs.p JOIN members_person q ON q.id = pairs.q
WHERE {_TOLD_APART} GROUP BY one, other, pairs.name_key ORDER BY pairs.name_key, one, other LIMIT %s OFFSET %s
"""  # noqa: S608  # written here and by the ORM
_KEYS = ("id", "person_id", "primary_id", "name_key", "birth_date", "phone")


@dataclass(frozen=True)
class Likely:
    """Two present records with their people and organisations, the older row first, and why: one of REASONS."""

    one: Membership
    other: Membership
    why: str


def likely_duplicates(
    *, seen_by: Actor, organisation: Organisation | None, skip: int = 0, size: int = 50
) -> tuple[list[Likely], bool]:
    """A page of the pairs by name, and whether there are more; two statements.

    The branch is that of the organisation, as far as the actor keeps its members; None is everything the actor keeps,
    for branches up to a region: pairs are looked for among all its present records.
    """
    later = Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef("ended_on"))
    moved_on = Exists(Membership.objects.filter(later, person_id=OuterRef("person_id")))
    present = Membership.objects.filter(
        Q(ended_on__isnull=True) | ~moved_on, seen_by.scope(Power.KEEP_MEMBERS), in_branch(organisation)
    )
    sql, values = present.order_by().values(*_KEYS).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(branch=sql), [*values, size + 1, skip])
        found = cursor.fetchall()
    return _with_people(found[:size]), len(found) > size


def _with_people(found: Sequence[tuple[Any, ...]]) -> list[Likely]:
    ids = {id_ for one, other, _why in found for id_ in (one, other)}
    rows = as_lines(Membership.objects.filter(pk__in=ids)).in_bulk()
    return [Likely(rows[one], rows[other], REASONS[why]) for one, other, why in found]
