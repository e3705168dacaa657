"""The whole tree as it stood on a past day, in hand: what stood, of which type, under whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from edinstvo.registry.organisations.models import Organisation

# The fact of each organisation that was in force on the day, as known today.
_IN_FORCE = """
SELECT DISTINCT ON (organisation_id) organisation_id, {column} FROM {table}
WHERE known_until IS NULL AND valid_from <= %s ORDER BY organisation_id, valid_from DESC
"""


@dataclass(frozen=True)
class Tree:
    """Parents and types by the id of the organisation; `standing` are the ids of those that were open on the day."""

    parents: dict[int, int | None]
    types: dict[int, str]
    standing: frozenset[int]

    def of_types(self, types: tuple[str, ...]) -> list[int]:
        """The ids of those of these types that stood."""
        return [id_ for id_ in sorted(self.standing) if self.types.get(id_) in types]

    def above(self, id_: int) -> Iterator[int]:
        """The organisation itself, then those it stood under, up to the union."""
        here: int | None = id_
        while here is not None:
            yield here
            here = self.parents.get(here)

    def below(self, heads: list[int], among: list[int]) -> dict[int, list[int]]:
        """Which of the organisations stood below which of the heads, or are they."""
        found: dict[int, list[int]] = {head: [] for head in heads}
        for id_ in among:
            for above in self.above(id_):
                if above in found:
                    found[above].append(id_)
        return found


def tree_on(day: date) -> Tree:
    """Three statements for the whole union, however many organisations it has."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE.format(column="parent_id", table="organisations_organisationparent"), [day])
        parents = dict(cursor.fetchall())
        cursor.execute(_IN_FORCE.format(column="type", table="organisations_organisationkind"), [day])
        types = dict(cursor.fetchall())
    open_then = Organisation.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), founded_on__lte=day)
    return Tree(parents, types, frozenset(open_then.values_list("pk", flat=True)))
