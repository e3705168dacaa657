"""Those who admit people while a territory moves: in other branches, and in the territory itself."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.databases import environment_of
from benchmarks.moves.ways import Way

QUIET, MOVING = "quiet", "moving"
# As busy as two dozen chairs who type: the machine itself is not to be what they wait for.
_PAUSE = 0.05
_PATIENCE = 60

Span = tuple[float, float]


@dataclass
class Waits:
    """Seconds of each admission elsewhere and in the territory, while nothing moved and while the territory did."""

    elsewhere: dict[str, list[float]] = field(default_factory=lambda: {QUIET: [], MOVING: []})
    inside: dict[str, list[float]] = field(default_factory=lambda: {QUIET: [], MOVING: []})


def disturb(waits: Waits, *, way: Way, elsewhere: Sequence[int], inside: int, quiet: float, database: str) -> None:
    """Let one writer for each organisation work while the territory goes there and back; add what they waited."""
    writers = {id_: _started(id_, place, database) for place, id_ in enumerate([*elsewhere, inside], start=1)}
    for writer in writers.values():
        _line(writer)
    for writer in writers.values():
        _tell(writer)
    time.sleep(1)
    begun, moves = time.monotonic(), []
    for carry in way:
        time.sleep(quiet)
        moves.append(_span(carry))
    time.sleep(quiet)
    for writer in writers.values():
        _tell(writer)
    told = {id_: json.loads(writer.communicate(timeout=_PATIENCE)[0]) for id_, writer in writers.items()}
    for id_, spans in told.items():
        _sort(waits.inside if id_ == inside else waits.elsewhere, [span for span in spans if span[0] >= begun], moves)


def _span(carry: object) -> Span:
    begun = time.monotonic()
    if callable(carry):
        carry()
    return begun, time.monotonic()


def _sort(waits: Mapping[str, list[float]], admissions: Sequence[Span], moves: Sequence[Span]) -> None:
    for begun, ended in admissions:
        is_moving = any(begun < until and since < ended for since, until in moves)
        waits[MOVING if is_moving else QUIET].append(ended - begun)


def _started(organisation_id: int, number: int, database: str) -> subprocess.Popen[str]:
    module = ["-m", "benchmarks.child", "benchmarks.moves.writer"]
    said = ["--organisation", str(organisation_id), "--number", str(number + 100), "--pause", str(_PAUSE)]
    return subprocess.Popen(
        [sys.executable, *module, *said],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment_of(database),
        text=True,
    )


def _line(writer: subprocess.Popen[str]) -> str:
    if writer.stdout is None:
        raise ValueError("a writer without a voice")
    return writer.stdout.readline()


def _tell(writer: subprocess.Popen[str]) -> None:
    if writer.stdin is None:
        raise ValueError("a writer without an ear")
    writer.stdin.write("go on\n")
    writer.stdin.flush()
