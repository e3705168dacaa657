"""The same seed gives the same union: what two runs have stored is compared, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from django.db import transaction

from edinstvo.registry.members.models import Person
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.sites.demonstration.simulation.drawing import TARGETS
from tests.sites.demonstration.simulation.registering import counted_of, simulate_all
from tests.sites.demonstration.simulation.stored import hashes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CODES = list(SimulatedUnion(1, TARGETS).shares)


@dataclass(frozen=True)
class Run:
    """What a run has left behind: the ids of its people, a hash of each table, the counts."""

    ids: frozenset[int]
    stored: dict[str, str]
    counts: dict[str, int]


def test_stores_the_same_in_whatever_order_the_regions_come_in() -> None:
    one, other = _run(seed=1, order=CODES), _run(seed=1, order=CODES[::-1])
    assert one.ids.isdisjoint(other.ids)
    assert other.stored == one.stored
    assert other.counts == one.counts


def test_another_seed_stores_other_rows_in_every_table() -> None:
    one, other = _run(seed=1), _run(seed=2)
    assert [table for table in one.stored if one.stored[table] == other.stored[table]] == []


def _run(*, seed: int, order: Sequence[str] | None = None) -> Run:
    """A run that is taken back when it has been looked at."""
    with transaction.atomic():
        simulate_all(SimulatedUnion(seed, TARGETS), order=order)
        run = Run(frozenset(Person.objects.values_list("pk", flat=True)), hashes(), counted_of())
        transaction.set_rollback(True)
    return run
