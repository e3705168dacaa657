"""Figures of a past day as the tree was on it: those in today's tree, with what has moved since put where it stood."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from edinstvo.insight.indicators.queries.past import Figures, figures_in_todays_tree
from edinstvo.registry.organisations.models import Organisation

# Whose place on the day is another one than today's. What did not stand yet is taken for where it first stood.
_MOVED = """
SELECT o.id, stood.parent_id FROM (
  SELECT organisation_id FROM organisations_organisationparent WHERE known_until IS NULL
  GROUP BY organisation_id HAVING count(*) > 1 AND max(valid_from) > %(on)s) AS several
JOIN organisations_organisation o ON o.id = several.organisation_id
JOIN LATERAL (
  SELECT parent_id FROM organisations_organisationparent fact
  WHERE fact.organisation_id = o.id AND fact.known_until IS NULL
  ORDER BY fact.valid_from > %(on)s, CASE WHEN fact.valid_from <= %(on)s THEN fact.valid_from END DESC, fact.valid_from
  LIMIT 1) AS stood ON true
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


def moved_since(day: date) -> Moved:
    """Two statements."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, {"on": day})
        parents = dict(cursor.fetchall())
    rows = Organisation.objects.filter(pk__in={*parents, *parents.values()}).only("pk", "path")
    paths = {row.pk: row.chain_ids for row in rows}
    return Moved(parents, paths)


def figures_as_it_stood(*, organisation_ids: Collection[int], on: date) -> dict[int, Figures]:
    """Of each organisation with everything that stood below it on the day. Raises StillCounting."""
    found = figures_in_todays_tree(organisation_ids=organisation_ids, on=on)
    moved = moved_since(on)
    if not moved.parents:
        return found
    for id_, piece in _pieces(moved, on).items():
        for above in moved.stood_below(id_):
            _add(found, above, piece, 1)
        for above in moved.paths[id_]:
            _add(found, above, piece, -1)
    return found


def _pieces(moved: Moved, on: date) -> dict[int, Figures]:
    """What each of those that moved brings along by itself: without what has moved on its own since."""
    whole = figures_in_todays_tree(organisation_ids=moved.parents, on=on)
    pieces = {id_: dict(figures) for id_, figures in whole.items()}
    for id_ in moved.parents:
        above = moved.nearest(id_)
        if above is not None:
            _add(pieces, above, whole[id_], -1)
    return pieces


def _add(figures: dict[int, Figures], id_: int, piece: Figures, sign: int) -> None:
    if id_ in figures:
        for measure, amount in piece.items():
            figures[id_][measure] += sign * amount
