"""The programs of a running platform: pages, live streams, worker; and whether their doors are free."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from launcher.refusals import Refused
from launcher.surroundings import django_command
from launcher.words import _

_THREADS = 4
_SECONDS_TO_LET_GO = 3.0


@dataclass(frozen=True)
class Program:
    """One program: `name` for sentences about it, its command line, and whether it acts on the whole register."""

    name: str
    arguments: list[str]
    is_worker: bool = False


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
    """Refused: another program listens on one of the ports. A dying one gets a moment to let go of it."""
    for port in (doors.port, doors.port + 1):
        deadline = time.monotonic() + _SECONDS_TO_LET_GO
        while reason := _why_taken(host=doors.host, port=port):
            if time.monotonic() > deadline:
                sentence = _("Port %(port)s cannot be used: %(reason)s. Choose another: make run PORT=8010.")
                raise Refused(sentence % {"port": port, "reason": reason})
            time.sleep(0.1)


def programs(*, doors: Doors) -> list[Program]:
    """The pages first: a person waits for them, so that the others start when they answer."""
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
        Program(name=_("worker"), arguments=django_command(name="run_worker", arguments=("--only",)), is_worker=True),
    ]


def answers(*, doors: Doors) -> bool:
    """Whether the pages answer, whatever they say."""
    connection = http.client.HTTPConnection(_reachable(doors.host).strip("[]"), doors.port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _why_taken(*, host: str, port: int) -> str | None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            return error.strerror
    return None


def _reachable(host: str) -> str:
    name = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host  # noqa: S104 (compared, not bound)
    return f"[{name}]" if ":" in name else name
