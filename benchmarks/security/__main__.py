"""What row-level security costs a page: the same pages of one register, with the policies and without them."""

import argparse
import sys
from dataclasses import replace

from benchmarks.databases import connection_to, copy_of
from benchmarks.figures import against, milliseconds, number, percentile, progress, table
from benchmarks.pages.kinds import Kind, kinds
from benchmarks.pages.measuring import Seen, measure
from benchmarks.pages.register import filled
from benchmarks.union import SMALL, TINY
from config.wsgi import application
from launcher.cluster import WORKER
from launcher.postgres import DATABASE

# data.md "Targets": the page under policies against the explicit predicate alone.
RATIO = 1.5
_WITH, _WITHOUT = 1, 0
_LEFT_OUT = ("organisation page", "home")


def main() -> None:
    """Measure, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100, help="of each kind, with and without")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 members")
    given = parser.parse_args()
    shape, requests = (TINY, 20) if given.small else (SMALL, given.requests)
    measured = [kind for kind in kinds() if not kind.words.startswith(_LEFT_OUT)]
    progress(f"filling a register with {shape.members} members")
    with copy_of(DATABASE, into="security"):
        register = filled(name="security", shape=shape)
        free = replace(register, connection=connection_to("security", role=WORKER), members=_WITHOUT)
        sides = [replace(register, members=_WITH), free]
        try:
            seen = measure(kinds=measured, registers=sides, application=application, requests=requests)
        finally:
            for side in sides:
                side.connection.close()
    sys.stdout.write(
        f"A register with {number(shape.members)} members, each kind asked for {requests} times by the pages' role "
        "and as often by the worker's, whom no policy concerns, in turns. Milliseconds of all statements of a page:\n\n"
    )
    heads = ["page", "without: p10", "p50", "with: p10", "p50", "ratio of p10", "target"]
    sys.stdout.write(table(heads, [_line(kind, seen[kind.words]) for kind in measured]))


def _line(kind: Kind, seen: dict[int, Seen]) -> list[str]:
    """The fastest tenth tells what a page costs; whatever else runs on the machine tells the rest."""
    free, guarded = (seen[side] for side in (_WITHOUT, _WITH))
    least = [percentile(side.database, 0.1) for side in (free, guarded)]
    times = [
        milliseconds(value) for side in (0, 1) for value in (least[side], (free, guarded)[side].middle("database"))
    ]
    ratio = least[1] / least[0]
    return [kind.words, *times, f"{ratio:.2f}", against(ratio, RATIO, at_least=False)]


if __name__ == "__main__":
    main()
