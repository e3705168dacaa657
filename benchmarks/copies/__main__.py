"""A copy of a whole union while the platform is open, and the copy given back: seconds, bytes, rows compared."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import number, progress, seconds, table
from benchmarks.folders import edinstvo, own_environment, union_folder
from benchmarks.load.platform import opened
from launcher.place import ROOT

_PORT = 8392
_FEW = 6_000


@dataclass(frozen=True)
class Done:
    """What a command said of itself, and its seconds from outside."""

    words: str
    took: float
    rows: int
    size: int


def main() -> None:
    """Measure, then print the table. `restore` ends with an error where a single row is another one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=3_770_613)
    parser.add_argument("--data", type=Path, help="a folder with a simulated union, which is kept")
    parser.add_argument("--small", action="store_true", help=f"a trial of the tool: {number(_FEW)} members")
    given = parser.parse_args()
    members = _FEW if given.small else given.members
    with union_folder(given.data, members=members) as folder, tempfile.TemporaryDirectory() as beside:
        copy, back = Path(beside) / "copy", Path(beside) / "back"
        with opened(folder, port=_PORT) as platform:
            first = platform.opened_in
            made = _done("edinstvo backup", "backup", str(copy), folder=folder)
        whole = _done("edinstvo restore --verify-only", "restore", str(copy), "--verify-only", folder=folder)
        given_back = _done("edinstvo restore", "restore", str(copy), folder=back)
        with opened(back, port=_PORT) as platform:
            again = platform.opened_in
    rows = [
        [one.words, seconds(one.took), number(one.rows), number(one.size / 2**20)] for one in (made, whole, given_back)
    ]
    sys.stdout.write(
        f"A union of {number(members)} members. `edinstvo run` answered after {seconds(first)} s, and on the copy that "
        f"was given back after {seconds(again)} s. The copy was made while the platform was open; a copy is given back "
        "only if each table has the same rows.\n\n"
    )
    sys.stdout.write(table(["command", "s", "rows", "copy, MiB"], rows))


def _done(words: str, *arguments: str, folder: Path) -> Done:
    progress(words)
    begun = time.monotonic()
    command = edinstvo(*arguments, "--json", "--quiet")
    done = subprocess.run(command, cwd=ROOT, env=own_environment(folder), stdout=subprocess.PIPE, text=True, check=True)
    said = json.loads(done.stdout)
    return Done(words, time.monotonic() - begun, int(said["rows"]), int(said["bytes"]))


if __name__ == "__main__":
    main()
