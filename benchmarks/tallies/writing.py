"""Several writers of one region at once, with figures and without, while one folder folds."""

import subprocess
import sys
import time
from collections.abc import Sequence

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas

_BETWEEN_FOLDS = 0.5


def admissions(*, organisation_ids: Sequence[int], first_number: int, seconds: float, with_figures: bool) -> float:
    """Admissions per second of one writer for each organisation, all at work at the same time."""
    writers = [
        _started(organisation_id, first_number + place, seconds, with_figures)
        for place, organisation_id in enumerate(organisation_ids)
    ]
    for writer in writers:
        _line_of(writer)
    for writer in writers:
        _tell(writer)
    until = time.perf_counter() + seconds
    while with_figures and time.perf_counter() < until:
        fold_deltas()
        time.sleep(_BETWEEN_FOLDS)
    return sum(int(_line_of(writer)) for writer in writers) / seconds


def _started(organisation_id: int, number: int, seconds: float, with_figures: bool) -> subprocess.Popen[str]:
    module = ["-m", "benchmarks.child", "benchmarks.tallies.writer"]
    said = ["--organisation", str(organisation_id), "--number", str(number), "--seconds", str(seconds)]
    switch = [] if with_figures else ["--without-figures"]
    return subprocess.Popen(
        [sys.executable, *module, *said, *switch], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _line_of(writer: subprocess.Popen[str]) -> str:
    """The next thing it says; the last one when it has ended."""
    if writer.stdout is None:
        raise ValueError("a writer without a voice")
    line = writer.stdout.readline()
    if line.strip().isdigit():
        writer.wait()
    return line


def _tell(writer: subprocess.Popen[str]) -> None:
    if writer.stdin is None:
        raise ValueError("a writer without an ear")
    writer.stdin.write("go\n")
    writer.stdin.flush()
