"""An hour of work in ten minutes, parts of the platform killed meanwhile: what is lost, how long people wait."""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figures import progress
from benchmarks.folders import union_folder
from benchmarks.load.platform import Platform, opened
from benchmarks.load.tables import tables
from launcher.place import ROOT

_PORT, _LONGEST_QUEUE = 8391, 600.0
_CHAIR_PAUSES, _FEW = 10.0, 6_000
# When a part is killed: its share of the whole time.
_FAULTS = ((0.35, "worker"), (0.55, "pages"), (0.75, "database"))


@dataclass
class Found:
    """What a run found. `faults`: (moment, part); `memory` of each part, at its most."""

    members: int
    opened_in: float = 0.0
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[float, str]] = field(default_factory=list)
    memory: dict[str, int] = field(default_factory=dict)
    queue_empty_in: float = 0.0
    lost: dict[str, int] = field(default_factory=dict)


def main() -> None:
    """Run, then print the tables. Ends with an error where anything that was acknowledged is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=3_770_613)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--chairs", type=int, default=300)
    parser.add_argument("--lists", type=int, default=20, help="how many bring lists all the time")
    parser.add_argument("--data", type=Path, help="a folder with a simulated union, which is kept")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: few people, half a minute")
    given = parser.parse_args()
    if given.small:
        given.members, given.minutes, given.chairs, given.lists = _FEW, 0.6, 20, 3
    found = Found(given.members)
    with union_folder(given.data, members=given.members) as folder, opened(folder, port=_PORT) as platform:
        found.opened_in = platform.opened_in
        _load(found, platform, given)
        _settle(found, platform)
    sys.stdout.write(tables(found))
    if any(found.lost.values()):
        sys.exit(1)


def _load(found: Found, platform: Platform, given: argparse.Namespace) -> None:
    """Let everybody work, and kill what is to be killed meanwhile."""
    arguments = ("--chairs", str(given.chairs), "--lists", str(given.lists))
    who = _child(platform.environment, "benchmarks.load.visitors", *arguments)
    progress(f"{given.chairs} chairs work for {given.minutes} minutes")
    seconds = given.minutes * 60
    pause = _CHAIR_PAUSES if not given.small else 1.0
    command = [sys.executable, "-m", "benchmarks.load.clients", "--base", platform.doors.address.rstrip("/")]
    clients = subprocess.Popen(
        [*command, "--seconds", str(seconds), "--pause", str(pause)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    begun = time.time()
    if clients.stdin is None:
        raise ValueError("clients without an ear")
    clients.stdin.write(who)
    clients.stdin.close()
    clients.stdin = None
    for share, part in _FAULTS:
        _watch(found, platform, until=begun + share * seconds)
        progress(f"kill -9: {part}")
        found.faults.append((time.time(), part))
        platform.kill(part)
    _watch(found, platform, until=begun + seconds)
    found.told = json.loads(clients.communicate()[0])


def _watch(found: Found, platform: Platform, *, until: float) -> None:
    while time.time() < until:
        for part, size in platform.memory().items():
            found.memory[part] = max(found.memory.get(part, 0), size)
        time.sleep(max(0.0, min(5.0, until - time.time())))


def _settle(found: Found, platform: Platform) -> None:
    """Until the queue is empty, and then the reconciliation."""
    progress("waiting for the queue, and reconciling")
    begun = time.monotonic()
    while True:
        found.lost = json.loads(_child(platform.environment, "benchmarks.load.reconcile", said=json.dumps(found.told)))
        if not found.lost["works unfinished"] or time.monotonic() - begun > _LONGEST_QUEUE:
            break
        time.sleep(2)
    found.queue_empty_in = time.monotonic() - begun


def _child(environment: Mapping[str, str], module: str, *arguments: str, said: str = "") -> str:
    command = [sys.executable, "-m", "benchmarks.child", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), input=said, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
