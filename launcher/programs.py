"""The programs of a running platform: pages, live streams, worker; and whether their doors are free."""

import http.client
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from launcher.refusals import Refused
from launcher.surroundings import django_command
from launcher.words import _

_THREADS = 4


@dataclass(frozen=True)
class Program:
    """One program: `name` for sentences about it, and its command line."""

    name: str
    arguments: list[str]


@dataclass(frozen=True)
class Doors:
    """Where the platform is reached: pages on `port`, live streams on the next one."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """The address to type into a browser on this machine."""
        return f"http://{_reachable(self.host)}:{self.port}/"


def doors_of(*, environment: Mapping[str, str]) -> Doors:
    """PORT (8000) and EDINSTVO_HOST (by default this machine only: a demonstration's passwords are public).

    Refused: PORT is not a number of a port.
    """
    said = environment.get("PORT") or "8000"
    if not said.isdigit() or not 0 < int(said) < 65535:
        raise Refused(_("PORT must be a number from 1 to 65534, not “%(said)s”.") % {"said": said})
    return Doors(host=environment.get("EDINSTVO_HOST") or "127.0.0.1", port=int(said))


def refuse_taken(*, doors: Doors) -> None:
    """Refused: another program listens on one of the ports."""
    for port in (doors.port, doors.port + 1):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((doors.host, port))
            except OSError as error:
                sentence = _("Port %(port)s cannot be used: %(reason)s. Choose another: make run PORT=8010.")
                raise Refused(sentence % {"port": port, "reason": error.strerror}) from error


def programs(*, doors: Doors) -> list[Program]:
    """The pages first: they are what a person waits for."""
    workers = min(max(os.cpu_count() or 1, 2), 8)
    pages = ["granian", "--interface", "wsgi", "--host", doors.host, "--port", str(doors.port), "--no-ws"]
    pages += ["--workers", str(workers), "--blocking-threads", str(_THREADS), "--workers-kill-timeout", "4"]
    pages += [
        "--respawn-failed-workers",
        "--respawn-interval",
        "0.5",
        "--log-level",
        "warning",
        "config.wsgi:application",
    ]
    live = ["uvicorn", "config.asgi:application", "--host", doors.host, "--port", str(doors.port + 1)]
    live += ["--log-level", "warning", "--timeout-graceful-shutdown", "1", "--no-access-log"]
    return [
        Program(name=_("pages"), arguments=[sys.executable, "-m", *pages]),
        Program(name=_("live streams"), arguments=[sys.executable, "-m", *live]),
        Program(name=_("worker"), arguments=django_command(name="run_worker", arguments=("--only",))),
    ]


def answers(*, doors: Doors) -> bool:
    """Whether the pages answer, whatever they say."""
    connection = http.client.HTTPConnection(_reachable(doors.host), doors.port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 (compared, not bound)
