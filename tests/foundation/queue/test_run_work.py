"""Running one work: all or nothing, once."""

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import translation

from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue import kinds
from edinstvo.foundation.queue.actions.close_abandoned_work import close_abandoned_work
from edinstvo.foundation.queue.actions.run_work import ATTEMPTS, AlreadyRunning, run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Interrupted, Progress
from launcher.postgres import Server
from tests.foundation.queue.conftest import AT, Asking

pytestmark = pytest.mark.django_db(transaction=True)
END = AT + timedelta(minutes=1)


def _run(work: Work, *, stop: bool = False) -> Work:
    run_work(work_id=work.pk, clock=lambda: END, should_stop=lambda: stop)
    work.refresh_from_db()
    return work


def test_keeps_the_result_and_the_time(ask: Asking) -> None:
    work = _run(ask("trial.count", steps=3))
    assert (work.state, work.result_url, work.finished_at) == ("done", "/counted/", END)
    assert Entry.objects.count() == 3


def test_does_nothing_the_second_time(ask: Asking) -> None:
    work = _run(_run(ask("trial.count", steps=3)))
    assert (work.state, work.attempts, Entry.objects.count()) == ("done", 1, 3)


def test_tells_why_it_could_not_be_done_and_changes_nothing(ask: Asking) -> None:
    work = _run(ask("trial.refuse"))
    assert (work.state, work.error_text) == ("failed", "The file has no sheet Лист2.")
    assert not Entry.objects.exists()


def test_tells_in_russian_that_the_program_is_at_fault_and_changes_nothing(ask: Asking) -> None:
    work = _run(ask("trial.fault"))
    with translation.override("ru"):
        assert work.error_text == "Программа не справилась с этой работой, ничего не изменено. Сообщите администратору."
    assert (work.state, Entry.objects.count()) == ("failed", 0)


def test_is_given_back_when_the_worker_must_end(ask: Asking) -> None:
    work = ask("trial.count", steps=3)
    with pytest.raises(Interrupted):
        _run(work, stop=True)
    work.refresh_from_db()
    assert (work.state, work.attempts, Entry.objects.count()) == ("queued", 0, 0)


def test_is_left_alone_while_another_process_is_at_it(ask: Asking, postgresql: Server) -> None:
    work = ask("trial.count", steps=1)
    with psycopg.connect(postgresql.app_url) as other:
        other.execute("SELECT pg_advisory_xact_lock(20261124, %s)", [work.pk])
        with pytest.raises(AlreadyRunning):
            _run(work)
    assert _run(work).state == "done"


def test_is_tried_again_after_a_lost_database_and_given_up_at_last(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_work: Work, _progress: Progress) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return ""

    monkeypatch.setitem(kinds._JOBS, "trial.lose", lose)
    work = ask("trial.lose")
    for _ in range(ATTEMPTS):
        with pytest.raises(OperationalError):
            _run(work)
        connection.close()
    assert _run(work).error.startswith("The work was interrupted several times")


def test_of_a_killed_command_is_closed_and_a_young_one_is_not(ask: Asking) -> None:
    work = ask("trial.count", is_inline=True, steps=1)
    assert close_abandoned_work(at=AT + timedelta(seconds=30)) == 0
    assert close_abandoned_work(at=AT + timedelta(minutes=2)) == 1
    work.refresh_from_db()
    assert (work.state, work.error) == (
        "failed",
        "The work was interrupted, and nothing was changed. Start it again.",
    )
