"""A territory goes to another region and back: by the acts of the platform, or by the bare UPDATE of the same rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from benchmarks.meter import Cost, reading
from benchmarks.people import TODAY
from benchmarks.union import NOW, OPERATOR
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.placed import placed_models

BARE, ACT = "bare", "act"
_LATER = NOW + timedelta(hours=1)
_PLACE = "UPDATE {table} SET region_id = %(region)s WHERE territory_id = %(territory)s"
_STAND = """
UPDATE organisations_organisation SET region_id = %(region)s, path = %(path)s || substr(path, %(cut)s)
 WHERE territory_id = %(territory)s
"""


class NotTheSameRows(Exception):
    """The bare UPDATE did not write the rows that the move writes: the comparison would say nothing."""


@dataclass(frozen=True)
class Journey:
    """Which territory goes, and between which regions; ids."""

    territory: int
    left: int
    entered: int


@dataclass(frozen=True)
class Gone:
    """What the way there and the way back cost, and how many rows were placed anew on each of them."""

    there: Cost
    back: Cost
    rows: int


Way = tuple[Callable[[], None], Callable[[], None]]


def way_of(kind: str, journey: Journey) -> Way:
    """Two functions: one carries the territory there, one carries it back; each is one transaction."""
    if kind == BARE:
        return (
            lambda: _write(journey.territory, journey.left, journey.entered),
            lambda: _write(journey.territory, journey.entered, journey.left),
        )
    return (lambda: _move(journey), lambda: _undo(journey))


def gone(kind: str, journey: Journey) -> Gone:
    """There and back once. Raises NotTheSameRows."""
    there, back = way_of(kind, journey)
    cost_there = _cost(there)
    rows = _rows(journey.territory, journey.entered)
    cost_back = _cost(back)
    if rows != _rows(journey.territory, journey.left):
        raise NotTheSameRows(rows)
    return Gone(cost_there, cost_back, rows)


def _cost(carry: Callable[[], None]) -> Cost:
    begun = reading()
    carry()
    return reading() - begun


def _move(journey: Journey) -> None:
    territory, region = (Organisation.objects.get(pk=pk) for pk in (journey.territory, journey.entered))
    move_organisation(
        actor=OPERATOR,
        organisation=territory,
        parent=region,
        on=TODAY,
        at=NOW,
        decision="bench",
        expected_version=territory.version,
    )


def _undo(journey: Journey) -> None:
    territory = Organisation.objects.get(pk=journey.territory)
    undo_move(
        actor=OPERATOR,
        organisation=territory,
        on=TODAY,
        at=_LATER,
        reason="bench",
        expected_version=territory.version,
    )


def _write(territory: int, left: int, entered: int) -> None:
    """The columns that the act writes in the tables that it writes, and not a statement more."""
    old, new = (Organisation.objects.get(pk=pk).path for pk in (left, entered))
    values: dict[str, int | str] = {"territory": territory, "region": entered, "path": new, "cut": len(old) + 1}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STAND, values)
        for model in placed_models():
            cursor.execute(_PLACE.format(table=connection.ops.quote_name(model._meta.db_table)), values)


def _rows(territory: int, region: int) -> int:
    """How many rows of the territory lie in the region, by their columns and by their paths."""
    placed = {"territory_id": territory, "region_id": region}
    path = Organisation.objects.get(pk=region).path
    below = Organisation.objects.filter(**placed, path__startswith=path).count()
    return below + sum(model._default_manager.filter(**placed).count() for model in placed_models())
