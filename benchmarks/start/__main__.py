"""`make run` from nothing with its demonstration, and again on what is there: seconds until it answers."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.figures import against, progress, ratios, seconds, spread, table
from benchmarks.folders import edinstvo, own_environment
from benchmarks.load.platform import opened
from launcher.place import ROOT, Mode

_PORT = 8394
_MOST = 5.0
# What a start cannot be without: the server of the database and Django, once, by a command that asks for nothing else.
_NOTHING = ("shell", "--no-imports", "-c", "pass")


def main() -> None:
    """Measure, then print the table. The starts and the command that does nothing take turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--small", action="store_true", help="a trial of the tool: an empty union")
    given = parser.parse_args()
    mode = Mode.REAL if given.small else Mode.DEMONSTRATION
    with tempfile.TemporaryDirectory(prefix="edinstvo-start-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "data"
        first = _opened_in(folder, mode)
        pairs = [(_opened_in(folder, mode), _nothing(folder, mode)) for _ in range(given.repeat)]
    again, bare = [start for start, _ in pairs], [nothing for _, nothing in pairs]
    rows = [
        ["first start: tables, style sheets, demonstration", seconds(first), "", ""],
        ["again", spread(again), spread(ratios(again, bare)), against(median(again), _MOST, at_least=False)],
        ["a command that does nothing: server and Django alone", spread(bare), "1", ""],
    ]
    sys.stdout.write(
        f"Medians of {given.repeat} repetitions in turns (least, greatest); seconds until the first page answers.\n\n"
    )
    sys.stdout.write(table(["`edinstvo run`", "s", "command = 1", "target"], rows))


def _opened_in(folder: Path, mode: Mode) -> float:
    progress("edinstvo run")
    with opened(folder, port=_PORT, mode=mode) as platform:
        return platform.opened_in


def _nothing(folder: Path, mode: Mode) -> float:
    begun = time.monotonic()
    subprocess.run(edinstvo(*_NOTHING), cwd=ROOT, env=own_environment(folder, mode=mode), check=True)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
