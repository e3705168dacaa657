"""Lists, counts and trees of three years ago against those of today, at 50,000 and at 500,000 members."""

import argparse
import contextlib
import sys

from benchmarks.databases import copy_of
from benchmarks.figures import progress
from benchmarks.history.asking import ask
from benchmarks.history.kinds import pairs
from benchmarks.history.past import let_territories_move
from benchmarks.history.tables import tables
from benchmarks.pages.measuring import Seen, measure_together
from benchmarks.pages.register import Register, filled
from benchmarks.union import LARGE, SMALL, TINY
from config.wsgi import application
from launcher.postgres import DATABASE


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="of each kind in each register")
    parser.add_argument("--times", type=int, default=20, help="each count and tree in each register")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 and 50,000 members")
    given = parser.parse_args()
    requests, times = (20, 3) if given.small else (given.requests, given.times)
    with contextlib.ExitStack() as ending:
        registers: list[Register] = []
        for name, shape in {"small": TINY if given.small else SMALL, "large": SMALL if given.small else LARGE}.items():
            progress(f"filling a register with {shape.members} members")
            ending.enter_context(copy_of(DATABASE, into=name))
            registers.append(filled(name=name, shape=shape, then=let_territories_move))
            ending.callback(registers[-1].connection.close)
        seen: dict[str, dict[int, Seen]] = {}
        for pair in pairs():
            seen |= measure_together(
                kinds=[pair.today, pair.then], registers=registers, application=application, requests=requests
            )
        asked = ask(registers=registers, times=times)
    sys.stdout.write(tables(pairs=pairs(), seen=seen, asked=asked, requests=requests))


if __name__ == "__main__":
    main()
