"""A real worker process: it runs what is queued, and nothing is lost when it dies."""

import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from tests.foundation.queue.conftest import Asking, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Starting = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]


def _is(work: Work, state: str) -> Callable[[], bool]:
    return lambda: Work.objects.filter(pk=work.pk, state=state).exists()


def _queued(work: Work) -> QuerySet[ProcrastinateJob]:
    """This work in the queue, without what the calendar may ask of a worker at the same moment."""
    return ProcrastinateJob.objects.filter(args={"work_id": work.pk})


def test_runs_what_was_queued_before_and_after_it_started_and_leaves_the_queue_empty(
    ask: Asking, worker: Starting, listened_to: Callable[[], bool]
) -> None:
    before = ask("trial.count", steps=2)
    with worker():
        wait_until(_is(before, "done"))
        # It listens: new work need not wait until it looks for itself.
        wait_until(listened_to)
        after = ask("trial.count", steps=2)
        wait_until(_is(after, "done"))
    assert Entry.objects.count() == 4
    assert not (_queued(before) | _queued(after)).exists()


def test_takes_up_what_a_killed_worker_left_and_does_it_once(ask: Asking, worker: Starting) -> None:
    work = ask("trial.count", steps=20, pause=0.05)
    with worker() as first:
        wait_until(lambda: Work.objects.filter(pk=work.pk, done__gt=0).exists())
        first.kill()
        first.wait()
    assert (Entry.objects.count(), _is(work, "running")()) == (0, True)
    with worker():
        wait_until(_is(work, "done"))
    work.refresh_from_db()
    assert (Entry.objects.count(), work.attempts) == (20, 2)


def test_gives_a_long_work_back_when_it_is_told_to_end(ask: Asking, worker: Starting) -> None:
    work = ask("trial.count", steps=1000, pause=0.05)
    with worker():
        wait_until(_is(work, "running"))
        asked_at = time.monotonic()
    assert time.monotonic() - asked_at < 8
    work.refresh_from_db()
    assert (work.state, Entry.objects.count()) == ("queued", 0)
    assert _queued(work).get().status == "todo"
