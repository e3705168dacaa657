"""Run one work: its job's changes and the mark "done" are committed together, or neither."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.queue.kinds import WorkFailed, job_of
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import CHANNEL, Interrupted, Progress

ATTEMPTS = 5
FAULT = gettext_noop("The program could not do this work, and nothing was changed. Tell the administrator.")
INTERRUPTED_TOO_OFTEN = gettext_noop("The work was interrupted several times, and nothing was changed. Start it again.")
INTERRUPTED = gettext_noop("The work was interrupted, and nothing was changed. Start it again.")
_log = logging.getLogger(__name__)
_LOCK_CLASS = 20261124


class AlreadyRunning(Exception):
    """Another process is at this work now."""


def run_work(*, work_id: int, clock: Callable[[], datetime], should_stop: Callable[[], bool] = lambda: False) -> Work:
    """Run the work and return it finished; a finished one is returned as it is.

    Must not be called inside a transaction. Raises AlreadyRunning; Interrupted (it is queued again); OperationalError
    or InterfaceError when the database went away (the caller tries again).
    """
    work = _begin(work_id=work_id, at=clock())
    if work.is_finished:
        return work
    try:
        _do(work=work, clock=clock, should_stop=should_stop)
    except Interrupted:
        _change(work, state=Work.State.QUEUED, attempts=work.attempts - 1)
        raise
    except WorkFailed as failure:
        _fail(work, sentence=failure.sentence, values=failure.values, at=clock())
    except (AlreadyRunning, OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("work %s (%s) failed", work.pk, work.kind)
        _fail(work, sentence=FAULT, values={}, at=clock())
    return work


def close_as_interrupted(*, work_id: int, at: datetime) -> bool:
    """Mark an unfinished work that no process is at as failed. False: it is finished, or somebody is at it."""
    try:
        with transaction.atomic():
            _claim(work_id=work_id)
            work = Work.objects.get(pk=work_id)
            if not work.is_finished:
                _fail(work, sentence=INTERRUPTED, values={}, at=at)
                return True
    except AlreadyRunning:
        pass
    return False


def _begin(*, work_id: int, at: datetime) -> Work:
    with transaction.atomic(durable=True):
        _claim(work_id=work_id)
        work = Work.objects.get(pk=work_id)
        if work.is_finished:
            return work
        if work.attempts >= ATTEMPTS:
            _fail(work, sentence=INTERRUPTED_TOO_OFTEN, values={}, at=at)
            return work
        _change(work, state=Work.State.RUNNING, attempts=work.attempts + 1, started_at=at, done=0, total=0, stage="")
    return work


def _do(*, work: Work, clock: Callable[[], datetime], should_stop: Callable[[], bool]) -> None:
    with Progress(work_id=work.pk, should_stop=should_stop) as progress, transaction.atomic(durable=True):
        _claim(work_id=work.pk)
        result_url = job_of(kind=work.kind)(work, progress)
        progress.close()
        _change(work, state=Work.State.DONE, result_url=result_url, finished_at=clock())


def _claim(*, work_id: int) -> None:
    """Held until the transaction ends. A lock on the row would make the progress reports wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, (%s %% 2147483647)::int)", [_LOCK_CLASS, work_id])
        if cursor.fetchone() != (True,):
            raise AlreadyRunning(work_id)


def _fail(work: Work, *, sentence: str, values: dict[str, str | int], at: datetime) -> None:
    _change(work, state=Work.State.FAILED, error=sentence, error_values=values, finished_at=at)


def _change(work: Work, **values: object) -> None:
    """Write the fields and tell the live process, which hears of it when the transaction is committed."""
    for name, value in values.items():
        setattr(work, name, value)
    work.save(update_fields=list(values))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(work.pk)])
