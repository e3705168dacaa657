"""Live streams: one small ASGI application that tells browsers how a work goes, as server-sent events."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from edinstvo.foundation.queue.board import Board
from edinstvo.foundation.queue.tokens import opens_stream

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_PREFIX = "/live/work/"
_SECONDS_BETWEEN_HEARTBEATS = 15.0


class LiveApplication:
    """`GET /live/work/<id>?token=…&language=ru`: an event at once, one at each change, the last one when it ends."""

    def __init__(self, *, board: Board) -> None:
        self._board = board

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Listen to the database for as long as the server runs."""
        await receive()
        listening = asyncio.create_task(self._board.listen())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        listening.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        work_id, asked = _number_in(scope["path"]), parse_qs(scope["query_string"].decode("latin-1"))
        if scope["method"] != "GET" or work_id is None:
            await _refuse(send, HTTPStatus.NOT_FOUND)
        elif not _comes_from_our_page(headers) or not opens_stream(token=asked.get("token", [""])[0], work_id=work_id):
            await _refuse(send, HTTPStatus.FORBIDDEN)
        else:
            await _begin(send, headers)
            streaming = asyncio.create_task(self._stream(send, work_id, asked.get("language", [""])[0]))
            leaving = asyncio.create_task(_left(receive))
            await asyncio.wait({streaming, leaving}, return_when=asyncio.FIRST_COMPLETED)
            streaming.cancel()
            leaving.cancel()

    async def _stream(self, send: Send, work_id: int, language: str) -> None:
        async with self._board.watch(work_id=work_id) as watcher:
            while True:
                event = await watcher.next_event(language=language, patience=_SECONDS_BETWEEN_HEARTBEATS)
                await send({"type": "http.response.body", "body": event.as_bytes(), "more_body": not event.is_last})
                if event.is_last:
                    return


def _number_in(path: str) -> int | None:
    number = path.removeprefix(_PREFIX)
    return int(number) if path.startswith(_PREFIX) and number.isascii() and number.isdigit() else None


def _comes_from_our_page(headers: dict[str, str]) -> bool:
    """The host asked is one of ours, and the page that asks (a browser names it when the port differs) lies on it."""
    host, _port = split_domain_port(headers.get("host", ""))
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).hostname == host.strip("[]")


async def _begin(send: Send, headers: dict[str, str]) -> None:
    fields = {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "vary": "origin",
    }
    if "origin" in headers:
        fields["access-control-allow-origin"] = headers["origin"]
    await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": _encoded(fields)})


async def _refuse(send: Send, status: HTTPStatus) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _encoded({"content-length": "0"})})
    await send({"type": "http.response.body", "body": b""})


def _encoded(fields: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields.items()]


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
