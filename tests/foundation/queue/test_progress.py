"""Progress is seen by others before the work's transaction ends."""

import psycopg
import pytest

from edinstvo.foundation.queue import kinds
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Interrupted, Progress
from launcher.postgres import Server
from tests.foundation.queue.conftest import AT, Asking

pytestmark = pytest.mark.django_db(transaction=True)


def test_is_visible_from_outside_while_the_transaction_is_open(
    ask: Asking, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[object, ...] | None] = []

    def peep(work: Work, progress: Progress) -> str:
        progress.report(done=2, total=8, stage="Counting")
        with psycopg.connect(postgresql.app_url) as other:
            seen.append(
                other.execute("SELECT state, done, total, stage FROM queue_work WHERE id = %s", [work.pk]).fetchone()
            )
        return ""

    monkeypatch.setitem(kinds._JOBS, "trial.peep", peep)
    run_work(work_id=ask("trial.peep").pk, clock=lambda: AT)
    assert seen == [("running", 2, 8, "Counting")]


def test_is_written_four_times_a_second_at_most(ask: Asking, postgresql: Server) -> None:
    work = ask("trial.count", steps=1)
    with psycopg.connect(postgresql.app_url, autocommit=True) as other:
        other.execute("LISTEN edinstvo_work")
        with Progress(work_id=work.pk, should_stop=lambda: False) as progress:
            for row in range(100_000):
                progress.report(done=row)
        assert 1 <= len(list(other.notifies(timeout=0.2))) <= 10


def test_is_the_place_where_a_work_learns_that_it_must_end() -> None:
    with pytest.raises(Interrupted):
        Progress(work_id=1, should_stop=lambda: True).report(done=1)


def test_is_a_percentage_only_when_the_whole_is_known() -> None:
    assert Work(done=3).percent is None
    assert Work(done=3, total=4).percent == 75
