"""What row-level security costs a page: the same pages of one register, with the policies and without them."""

import argparse
import sys

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from benchmarks.databases import connection_to
from benchmarks.figures import against, milliseconds, number, percentile, progress, table
from benchmarks.full.unions import register_of
from benchmarks.pages.kinds import Kind, kinds
from benchmarks.pages.register import Register, Somebody
from benchmarks.union import SMALL, TINY
from benchmarks.visiting import visit
from config.wsgi import application
from launcher.cluster import WORKER

# data.md "Targets": the page under policies against the explicit predicate alone.
RATIO = 1.5
_LEFT_OUT = ("organisation page", "home")
_TIMES, _APART = 5, 7


def main() -> None:
    """Measure, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=12, help="of each kind, each asked for five times on each side")
    parser.add_argument("--members", type=int, help="of a simulated union, measured instead of the small register")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 members")
    given = parser.parse_args()
    shape, requests = (TINY, 3) if given.small else (SMALL, given.requests)
    measured = [kind for kind in kinds() if not kind.words.startswith(_LEFT_OUT)]
    own = connections["default"]
    with register_of(given.members, shape=shape) as (name, register):
        free = connection_to(name, role=WORKER)
        try:
            lines = [_line(kind, register, free, requests) for kind in measured]
        finally:
            free.close()
            connections["default"] = own
    sys.stdout.write(
        f"A register with {number(register.members)} members; {requests} requests of each kind, each made {_TIMES} "
        "times by the pages' role and by the worker's, whom no policy concerns, in turns. Milliseconds of all "
        "statements of a page: of each request the fastest time counts, of those the middle one.\n\n"
    )
    sys.stdout.write(table(["page", "without", "with", "ratio", "target"], lines))


def _line(kind: Kind, register: Register, free: BaseDatabaseWrapper, requests: int) -> list[str]:
    progress(f"visiting: {kind.words}")
    people = register.people[kind.level][::_APART][:requests]
    pairs = [_fastest(kind, register, free, one) for one in people]
    without, under = (percentile([pair[side] for pair in pairs], 0.5) for side in (0, 1))
    ratio = under / without
    return [
        kind.words,
        milliseconds(without),
        milliseconds(under),
        f"{ratio:.2f}",
        against(ratio, RATIO, at_least=False),
    ]


def _fastest(kind: Kind, register: Register, free: BaseDatabaseWrapper, one: Somebody) -> tuple[float, float]:
    """Seconds without the policies and with them: whatever else runs on the machine can only add."""
    address, cookie = kind.address(one, register), register.cookies[one.head_id]
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(_TIMES):
        for side, connection in enumerate((free, register.connection)):
            connections["default"] = connection
            taken[side].append(visit(application, address, cookie=cookie).database)
    return min(taken[0]), min(taken[1])


if __name__ == "__main__":
    main()
