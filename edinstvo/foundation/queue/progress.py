"""Progress that others see while the work's own transaction is still open."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import psycopg
from django.db import connection

# The live process listens here; the message is the id of the work.
CHANNEL = "edinstvo_work"
_SECONDS_BETWEEN_REPORTS = 0.25
_REPORT = """
    UPDATE queue_work
       SET done = coalesce(%(done)s, done), total = coalesce(%(total)s, total), stage = coalesce(%(stage)s, stage)
     WHERE id = %(id)s AND state = 'running'
"""


class Interrupted(Exception):
    """The worker was asked to end: the work is given back to the queue and begins again later."""


class Progress:
    """Reports of one work, through a second connection that commits at once, at most four a second."""

    def __init__(self, *, work_id: int, should_stop: Callable[[], bool]) -> None:
        self._work_id, self._should_stop = work_id, should_stop
        self._pending: dict[str, Any] = {}
        self._sent_at = float("-inf")
        self._connection: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def report(self, *, done: int | None = None, total: int | None = None, stage: str | None = None) -> None:
        """Say how far the work is; call it as often as you like, for every row if need be.

        `stage` is an English source text marked with `gettext_noop`; None leaves a value as it was.
        Raises Interrupted when the worker must end now.
        """
        if self._should_stop():
            raise Interrupted
        said = {"done": done, "total": total, "stage": stage}
        self._pending |= {name: value for name, value in said.items() if value is not None}
        moment = time.monotonic()
        if moment - self._sent_at >= _SECONDS_BETWEEN_REPORTS:
            self._sent_at = moment
            self._send()

    def close(self) -> None:
        """End the second connection. Must come before the work's own transaction touches its row."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self) -> None:
        values = {"done": None, "total": None, "stage": None, **self._pending, "id": self._work_id}
        self._pending = {}
        try:
            self._opened().execute(_REPORT, values)
        except psycopg.errors.LockNotAvailable:
            return  # Somebody holds the row; the next report will say it.
        self._opened().execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(self._work_id)])

    def _opened(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            address = connection.get_connection_params()
            self._connection = psycopg.connect(**{**address, "autocommit": True})
            self._connection.execute("SET lock_timeout = '1s'")
        return self._connection
