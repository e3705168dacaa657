"""One visit to a page through the application that the server runs: what it took and what came back."""

import gzip
import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connection

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


class NoPage(Exception):
    """The address did not answer with a page."""


@dataclass(frozen=True)
class Visit:
    """Seconds of the request, of its statements together, of the longest; the page and how long it is on the wire."""

    seconds: float
    database: float
    longest: float
    statements: list[str]
    body: bytes
    packed: int


@dataclass
class _Statements:
    """Counts and times what goes to the database (beginning and ending the transaction apart)."""

    seconds: float = 0.0
    longest: float = 0.0
    texts: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - begun
            self.seconds, self.longest = self.seconds + took, max(self.longest, took)
            self.texts.append(sql)


def visit(application: Application, address: str, *, cookie: str) -> Visit:
    """Ask for the page as a browser does, compressed. Raises NoPage where it answers anything but 200."""
    told: list[str] = []
    statements = _Statements()
    environ = _environ(address, cookie)
    with connection.execute_wrapper(statements):
        begun = time.perf_counter()
        response = application(environ, lambda status, _headers, _error=None: told.append(status))
        wire = b"".join(response)
        response.close()
        seconds = time.perf_counter() - begun
    if not told[0].startswith("200"):
        raise NoPage(f"{address}: {told[0]}")
    is_packed = wire[:2] == b"\x1f\x8b"
    body = gzip.decompress(wire) if is_packed else wire
    return Visit(seconds, statements.seconds, statements.longest, statements.texts, body, len(wire))


def _environ(address: str, cookie: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path),
        "SCRIPT_NAME": "",
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
