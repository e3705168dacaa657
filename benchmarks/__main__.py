"""`bin/bench [WHAT]`: measure everything, or one thing, and print tables; --write keeps them in the document."""

import argparse
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from benchmarks.document import put
from benchmarks.figures import progress
from benchmarks.machine import in_words
from benchmarks.stage import stage
from launcher.place import ROOT

# What is measured, in the order of the document; each is a module that prints its tables.
MODULES = {
    "start": "benchmarks.start",
    "import": "benchmarks.importing",
    "pages": "benchmarks.pages",
    "security": "benchmarks.security",
    "throughput": "benchmarks.throughput",
    "tallies": "benchmarks.tallies",
    "moves": "benchmarks.moves",
    "letters": "benchmarks.letters",
    "exports": "benchmarks.exports",
    "history": "benchmarks.history",
    "simulation": "benchmarks.simulation",
    "copies": "benchmarks.copies",
    "full": "benchmarks.full",
    "load": "benchmarks.load",
    "disk": "benchmarks.disk",
}


def main() -> int:
    """Measure what is named, or everything; the rest of the command line goes to each that is measured."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__, epilog="--small: try the tools in a minute")
    parser.add_argument("what", nargs="?", choices=MODULES, help="by default everything, one after another")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    kept_words = "where simulated unions stay for the next time (full; security and throughput with --members)"
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help=kept_words)
    given, options = parser.parse_known_args()
    if given.write and "--small" in options:
        parser.error("a trial is not written down: leave out --small or --write")
    # The server and its folder are cleared away on every end but kill -9.
    signal.signal(signal.SIGTERM, _end)
    for name in [given.what] if given.what else MODULES:
        command = " ".join(["bin/bench", name, *_told(options)])
        progress(f"{command}: setting up")
        text = f"{in_words(command=command)}\n\n{_measured(MODULES[name], options, kept=given.kept)}"
        sys.stdout.write(f"\n## {name}\n\n{text}\n")
        if given.write:
            put(section=name, text=text)
    return 0


def _told(options: list[str]) -> list[str]:
    """The options for a reader, to whom a folder of this machine says nothing."""
    return ["FOLDER" if before == "--data" else one for before, one in zip(["", *options], options, strict=False)]


def _measured(module: str, options: list[str], *, kept: Path | None) -> str:
    """The tables that the module prints, run in a process of its own on a stage of its own."""
    with stage(kept=kept) as place:
        arguments = [sys.executable, "-m", "benchmarks.child", module, *options]
        done = subprocess.run(
            arguments, env=place.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        # Not to be written down, but not lost either.
        sys.stdout.write(done.stdout)
        sys.exit(done.returncode)
    return done.stdout.strip()


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
