"""A run: in portions, resumable, once whatever happens, and told in one entry of the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from edinstvo.foundation.access.actor import NOBODY, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.retention.actions.minimise import minimise
from edinstvo.foundation.retention.jobs import minimise_by_night
from edinstvo.foundation.retention.kinds import kind_of
from edinstvo.foundation.retention.models import RetentionRun
from edinstvo.foundation.retention.queries import counts_due, preview, standing_of, standings
from edinstvo.foundation.ui.models import Draft
from tests.cast import NOW, OPERATOR, TODAY, a_user
from tests.foundation.retention.nights import night

DRAFTS = "ui.drafts"


class Killed(BaseException):
    """The process ends here."""


def drafts(count: int) -> None:
    """So many old drafts, and a fresh one."""
    user = a_user("oreshkina")
    for number in range(count):
        Draft.objects.create(user=user, form="f", subject=str(number), saved_at=NOW - timedelta(days=200))
    Draft.objects.create(user=user, form="f", subject="fresh", saved_at=NOW)


@contextmanager
def in_portions_of(size: int) -> Iterator[None]:
    """The kind as if its portions were so small."""
    kind = kind_of(DRAFTS)
    whole = kind.portion
    object.__setattr__(kind, "portion", size)
    yield
    object.__setattr__(kind, "portion", whole)


def entries() -> list[dict[str, object]]:
    """What the journal says of runs."""
    return list(Entry.objects.filter(verb="retention_minimised").values_list("after", flat=True))


@pytest.mark.django_db
def test_does_what_the_preview_says_and_a_second_run_nothing() -> None:
    drafts(3)
    one = standing_of(kind_of(DRAFTS), on=TODAY)
    assert preview(one, seen_by=OPERATOR).due == 3
    assert counts_due([one], seen_by=OPERATOR) == {DRAFTS: 3}
    assert night(DRAFTS, TODAY) == 3
    assert Draft.objects.get().subject == "fresh"
    assert night(DRAFTS, TODAY) == 0
    [said] = entries()
    assert (said["done"], said["period_days"]) == (3, 120)


@pytest.mark.django_db
def test_nothing_is_due_nothing_is_told() -> None:
    assert night(DRAFTS, TODAY) == 0
    assert (entries(), RetentionRun.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_nobody_runs_it_without_the_power() -> None:
    with pytest.raises(PowerMissing):
        minimise(actor=NOBODY, codes=None, on=TODAY, at=NOW, report=lambda _kind, _done: None)


@pytest.mark.django_db
def test_the_night_takes_all_kinds_and_leaves_what_waits() -> None:
    drafts(2)
    minimise_by_night(NOW)
    assert Draft.objects.count() == 1
    assert [one.kind.code for one in standings(on=TODAY) if one.is_on and one.kind.waits] == []


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_goes_on_and_is_told_whole() -> None:
    drafts(5)

    def dies(_kind: str, done: int) -> None:
        if done == 4:
            raise Killed

    with in_portions_of(2):
        with pytest.raises(Killed):
            minimise(actor=OPERATOR, codes=[DRAFTS], on=TODAY, at=NOW, report=dies)
        assert (Draft.objects.count(), entries(), RetentionRun.objects.get().done) == (2, [], 4)
        assert night(DRAFTS, TODAY + timedelta(days=1)) == 1
    assert [said["done"] for said in entries()] == [5]
    assert RetentionRun.objects.get().finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_share_the_work() -> None:
    drafts(20)
    start, done = Barrier(2), []

    def runs() -> None:
        start.wait()
        done.append(night(DRAFTS, TODAY))
        connections.close_all()

    with in_portions_of(3):
        threads = [Thread(target=runs) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(done) == 20
    assert Draft.objects.count() == 1
    assert sum(int(str(said["done"])) for said in entries()) == 20
