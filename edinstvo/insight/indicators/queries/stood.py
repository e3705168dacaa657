"""Figures of a past day as the tree was on it: those in today's tree, with what has moved since put where it stood."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from edinstvo.insight.indicators.queries.past import Figures, figures_of_days

# Whose place on which of the days is another one than today's, with the paths of both places. What did not stand yet
# is taken for where it first stood.
_MOVED = """
SELECT asked.day, o.id, o.path, stood.parent_id, above.path
FROM unnest(%(days)s::date[]) AS asked(day)
JOIN (
  SELECT organisation_id, max(valid_from) AS last FROM organisations_organisationparent WHERE known_until IS NULL
  GROUP BY organisation_id HAVING count(*) > 1) AS several ON several.last > asked.day
JOIN organisations_organisation o ON o.id = several.organisation_id
JOIN LATERAL (
  SELECT parent_id FROM organisations_organisationparent fact
  WHERE fact.organisation_id = o.id AND fact.known_until IS NULL
  ORDER BY fact.valid_from > asked.day, CASE WHEN fact.valid_from <= asked.day THEN fact.valid_from END DESC,
    fact.valid_from
  LIMIT 1) AS stood ON true
JOIN organisations_organisation above ON above.id = stood.parent_id
WHERE stood.parent_id <> o.parent_id
"""


@dataclass(frozen=True)
class Moved:
    """What stood elsewhere on the day: its parent then, by its id, and the paths of all that this leads to."""

    parents: Mapping[int, int]
    paths: Mapping[int, list[int]]

    def stood_below(self, id_: int) -> Iterator[int]:
        """The organisation itself and those it stood under on the day, upwards."""
        for above in reversed(self.paths[id_]):
            yield above
            if above in self.parents:
                yield from self.stood_below(self.parents[above])
                return

    def nearest(self, id_: int) -> int | None:
        """The nearest one above it in today's tree that has moved too."""
        return next((above for above in reversed(self.paths[id_][:-1]) if above in self.parents), None)


def moved_since(days: Collection[date]) -> dict[date, Moved]:
    """By day; one statement, however many days."""
    parents: dict[date, dict[int, int]] = {day: {} for day in days}
    paths: dict[date, dict[int, list[int]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, {"days": sorted({*days})})
        for day, id_, path, parent_id, parent_path in cursor.fetchall():
            parents[day][id_] = parent_id
            paths[day] |= {id_: _ids(path), parent_id: _ids(parent_path)}
    return {day: Moved(parents[day], paths[day]) for day in parents}


def figures_as_it_stood(*, organisation_ids: Collection[int], on: date) -> dict[int, Figures]:
    """Of each organisation with everything that stood below it on the day. Raises StillCounting."""
    return figures_of_days_as_it_stood(organisation_ids=organisation_ids, days=[on])[on]


def figures_of_days_as_it_stood(
    *, organisation_ids: Collection[int], days: Collection[date], in_tree_of: date | None = None
) -> dict[date, dict[int, Figures]]:
    """The same of several days, each in the tree of that day, or all in that of one: three statements.

    Raises StillCounting.
    """
    moved = moved_since(days if in_tree_of is None else [in_tree_of])
    wanted = {*organisation_ids, *(id_ for one in moved.values() for id_ in one.parents)}
    whole = figures_of_days(organisation_ids=wanted, days=days)
    return {day: _put_back(whole[day], moved[in_tree_of or day], organisation_ids) for day in days}


def _put_back(whole: dict[int, Figures], moved: Moved, organisation_ids: Collection[int]) -> dict[int, Figures]:
    found = {id_: dict(whole[id_]) for id_ in organisation_ids}
    for id_, piece in _pieces(whole, moved).items():
        for above in moved.stood_below(id_):
            _add(found, above, piece, 1)
        for above in moved.paths[id_]:
            _add(found, above, piece, -1)
    return found


def _pieces(whole: dict[int, Figures], moved: Moved) -> dict[int, Figures]:
    """What each of those that moved brings along by itself: without what has moved on its own since."""
    pieces = {id_: dict(whole[id_]) for id_ in moved.parents}
    for id_ in moved.parents:
        above = moved.nearest(id_)
        if above is not None:
            _add(pieces, above, whole[id_], -1)
    return pieces


def _ids(path: str) -> list[int]:
    return [int(part) for part in path.strip("/").split("/")]


def _add(figures: dict[int, Figures], id_: int, piece: Figures, sign: int) -> None:
    if id_ in figures:
        for measure, amount in piece.items():
            figures[id_][measure] += sign * amount
