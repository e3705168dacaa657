"""Figures: totals and deltas in one statement, always equal to a recount, also while they are folded."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.tallies.actions.add_deltas import add_changes, add_deltas
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.foundation.tallies.models import Delta, Total
from edinstvo.foundation.tallies.queries import figure, figures, several_figures

Result = TypeVar("Result")
_steps = st.lists(
    st.just("fold") | st.lists(st.tuples(st.integers(1, 4), st.integers(-5, 5)), max_size=4),
    max_size=8,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_figures_equal_a_recount_whenever_they_are_folded(db: None, steps: list[str | list[tuple[int, int]]]) -> None:
    Delta.objects.all().delete()
    Total.objects.all().delete()
    recount: Counter[int] = Counter()
    for step in steps:
        if isinstance(step, str):
            waiting = Delta.objects.count()
            assert fold_deltas() == waiting
        else:
            add_deltas(measure="members", amounts=step)
            for organisation_id, amount in step:
                recount[organisation_id] += amount
        assert figures(measure="members", organisation_ids=range(1, 5)) == {n: recount[n] for n in range(1, 5)}


def test_measures_do_not_mix(db: None) -> None:
    add_deltas(measure="members", amounts=[(1, 5)])
    add_deltas(measure="cards", amounts=[(1, 2)])
    fold_deltas()
    add_deltas(measure="cards", amounts=[(1, 1)])
    assert (figure(measure="members", organisation_id=1), figure(measure="cards", organisation_id=1)) == (5, 3)


def test_zeros_are_not_written_and_nothing_counted_is_zero(db: None) -> None:
    add_deltas(measure="members", amounts=[(1, 0), (2, 1), (2, -1)])
    assert Delta.objects.count() == 2
    assert figures(measure="members", organisation_ids=[1, 2, 2**40]) == {1: 0, 2: 0, 2**40: 0}


def test_any_number_of_figures_is_one_query_and_none_is_fine(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(figures(measure="members", organisation_ids=range(500))) == 500
    assert len(queries) == 1
    assert figures(measure="members", organisation_ids=[]) == {}


def test_a_refused_act_leaves_no_delta(db: None) -> None:
    with transaction.atomic():
        add_deltas(measure="members", amounts=[(1, 1)])
        transaction.set_rollback(True)
    assert figure(measure="members", organisation_id=1) == 0


@pytest.mark.django_db(transaction=True)
def test_only_one_folds_at_a_time() -> None:
    add_deltas(measure="members", amounts=[(1, 1)])
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert fold_deltas() == 1
        assert pool.submit(_closing_its_connection, fold_deltas).result() == 0
    assert figure(measure="members", organisation_id=1) == 1


@pytest.mark.django_db(transaction=True)
def test_readers_and_writers_meet_the_folder_and_nothing_is_lost() -> None:
    is_over = Event()
    amounts = [(1, 1), (2, -1)]

    def write() -> int:
        for _ in range(60):
            with transaction.atomic():
                add_deltas(measure="members", amounts=amounts)
        return 60

    def fold() -> int:
        folded = 0
        while not is_over.is_set():
            folded += fold_deltas()
        return folded

    def read() -> bool:
        # Both figures change in one transaction: every reader sees both changes or neither.
        is_balanced = True
        while not is_over.is_set():
            seen = figures(measure="members", organisation_ids=[1, 2])
            is_balanced = is_balanced and seen[1] == -seen[2]
        return is_balanced

    with ThreadPoolExecutor(5) as pool:
        folder = pool.submit(_closing_its_connection, fold)
        reader = pool.submit(_closing_its_connection, read)
        writers = [pool.submit(_closing_its_connection, write) for _ in range(3)]
        written = sum(writer.result() for writer in writers)
        is_over.set()
        assert reader.result()
        folded = folder.result() + fold_deltas()
    assert folded == written * 2
    assert figures(measure="members", organisation_ids=[1, 2]) == {1: written, 2: -written}
    assert Delta.objects.count() == 0


def _closing_its_connection(work: Callable[[], Result]) -> Result:
    try:
        return work()
    finally:
        connection.close()


def test_several_measures_are_written_and_read_in_one_statement_each(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        add_changes(amounts={("members", 1): 3, ("lacking", 1): 2, ("lacking", 2): 0})
        known = several_figures(measures=["members", "lacking"], organisation_ids=[1, 2])
    assert known == {1: {"members": 3, "lacking": 2}, 2: {"members": 0, "lacking": 0}}
    assert len(asked) == 2
    assert Delta.objects.count() == 2
    fold_deltas()
    assert several_figures(measures=["members", "lacking"], organisation_ids=[1, 2]) == known
