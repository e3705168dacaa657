"""Clients in a process of their own: each asks again as soon as it is answered, for some seconds, this machine only."""

import argparse
import http.client
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_HOST, _LONGEST, _PATIENCE = "127.0.0.1", 60.0, 30.0


class Refused(Exception):
    """The server answered something else than the page."""


def main() -> None:
    """Cookies come in on standard input, one line each: a client a line. The result goes out as one object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    given = parser.parse_args()
    cookies = sys.stdin.read().splitlines()
    json.dump(load(given.port, given.path, cookies=cookies, seconds=min(given.seconds, _LONGEST)), sys.stdout)


def load(port: int, path: str, *, cookies: Sequence[str], seconds: float) -> dict[str, Any]:
    """`waits` (seconds of each request that was answered in time), the bytes of all answers, the seconds it took."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(cookies)) as clients:
        done = list(clients.map(lambda cookie: _client(port, path, cookie, begun + seconds), cookies))
    return {
        "waits": [wait for waits, _ in done for wait in waits],
        "bytes": sum(length for _, length in done),
        "seconds": time.perf_counter() - begun,
    }


def _client(port: int, path: str, cookie: str, until: float) -> tuple[list[float], int]:
    waits, length = [], 0
    connection = http.client.HTTPConnection(_HOST, port, timeout=_PATIENCE)
    while (begun := time.perf_counter()) < until:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        length += len(answer.read())
        if answer.status != http.client.OK:
            raise Refused(f"{path}: {answer.status}")
        waits.append(time.perf_counter() - begun)
    connection.close()
    return waits, length


if __name__ == "__main__":
    main()
