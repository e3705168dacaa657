"""Pages that people live in, at 50,000 and at 500,000 members: both, or nothing is printed."""

import argparse
import contextlib
import sys

from benchmarks.databases import copy_of
from benchmarks.figures import progress
from benchmarks.pages.kinds import kinds
from benchmarks.pages.measuring import measure
from benchmarks.pages.register import Register, filled
from benchmarks.pages.tables import tables
from benchmarks.union import LARGE, SMALL, TINY
from config.wsgi import application
from launcher.postgres import DATABASE


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="of each kind in each register")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 and 50,000 members")
    given = parser.parse_args()
    requests = 20 if given.small else given.requests
    with contextlib.ExitStack() as ending:
        registers: list[Register] = []
        for name, shape in {"small": TINY if given.small else SMALL, "large": SMALL if given.small else LARGE}.items():
            progress(f"filling a register with {shape.members} members")
            ending.enter_context(copy_of(DATABASE, into=name))
            registers.append(filled(name=name, shape=shape))
            ending.callback(registers[-1].connection.close)
        seen = measure(kinds=kinds(), registers=registers, application=application, requests=requests)
    sys.stdout.write(tables(kinds=kinds(), seen=seen, requests=requests))


if __name__ == "__main__":
    main()
