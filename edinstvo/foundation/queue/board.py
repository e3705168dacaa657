"""The board of running works: one listening connection for the whole process, however many watch."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.utils import translation
from psycopg.rows import dict_row

from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import CHANNEL

_log = logging.getLogger(__name__)
_SECONDS_BEFORE_RECONNECTING = 1.0
_READ = "SELECT * FROM queue_work WHERE id = ANY(%s)"


@dataclass(frozen=True)
class Event:
    """One server-sent event: the state of a work as JSON, or a heartbeat without data."""

    data: dict[str, Any] | None
    is_last: bool

    def as_bytes(self) -> bytes:
        """The event as it goes over the wire."""
        if self.data is None:
            return b": alive\n\n"
        return f"event: work\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n".encode()


class Watcher:
    """One listener of one work. It sees the newest state, not every state: a slow line is never flooded."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self._work: Work | None = None
        self._is_gone = False

    def tell(self, work: Work | None) -> None:
        """Put the newest state before the listener; None: there is no such work."""
        self._work, self._is_gone = work, work is None
        self._news.set()

    async def next_event(self, *, language: str, patience: float) -> Event:
        """Wait for news, at most `patience` seconds; then a heartbeat, so that the line stays open."""
        try:
            await asyncio.wait_for(self._news.wait(), patience)
        except TimeoutError:
            return Event(data=None, is_last=False)
        self._news.clear()
        if self._work is None:
            return Event(data={"state": "gone"}, is_last=True)
        return Event(data=_as_json(self._work, language=language), is_last=self._work.is_finished)


class Board:
    """Who watches what, and the connection that brings the news."""

    def __init__(self, *, address: dict[str, Any]) -> None:
        self._address = address
        self._watchers: defaultdict[int, set[Watcher]] = defaultdict(set)
        self._asked: asyncio.Queue[int] = asyncio.Queue()

    @contextlib.asynccontextmanager
    async def watch(self, *, work_id: int) -> AsyncIterator[Watcher]:
        """Be told about this work from its present state on."""
        watcher = Watcher()
        self._watchers[work_id].add(watcher)
        self._asked.put_nowait(work_id)
        try:
            yield watcher
        finally:
            self._watchers[work_id].discard(watcher)
            if not self._watchers[work_id]:
                del self._watchers[work_id]

    async def listen(self) -> None:
        """Bring news until cancelled; after a lost connection begin again and tell everybody the present state."""
        while True:
            try:
                await self._listen_once()
            except* psycopg.OperationalError as error:
                _log.warning("the live process lost the database and tries again: %s", error.exceptions[0])
            await asyncio.sleep(_SECONDS_BEFORE_RECONNECTING)

    async def _listen_once(self) -> None:
        async with (
            await psycopg.AsyncConnection.connect(**self._address, autocommit=True) as ears,
            await psycopg.AsyncConnection.connect(**self._address, autocommit=True) as eyes,
        ):
            await ears.execute(f"LISTEN {CHANNEL}")
            for work_id in list(self._watchers):
                self._asked.put_nowait(work_id)
            async with asyncio.TaskGroup() as together:
                together.create_task(self._hear(ears))
                together.create_task(self._look(eyes))

    async def _hear(self, connection: psycopg.AsyncConnection[Any]) -> None:
        async for notice in connection.notifies():
            if (work_id := int(notice.payload)) in self._watchers:
                self._asked.put_nowait(work_id)
        raise psycopg.OperationalError("the listening connection ended")

    async def _look(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Read all works that somebody asked for since the last look in one query."""
        while True:
            asked = {await self._asked.get()}
            while not self._asked.empty():
                asked.add(self._asked.get_nowait())
            rows = await connection.cursor(row_factory=dict_row).execute(_READ, [list(asked)])
            works = {row["id"]: Work(**row) for row in await rows.fetchall()}
            for work_id in asked:
                for watcher in self._watchers.get(work_id, ()):
                    watcher.tell(works.get(work_id))


def _as_json(work: Work, *, language: str) -> dict[str, Any]:
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        return {
            "state": work.state,
            "done": work.done,
            "total": work.total,
            "percent": work.percent,
            "stage": work.stage_text,
            "error": work.error_text,
            "result_url": work.result_url,
        }
