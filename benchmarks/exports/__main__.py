"""Members as a file: rows a second against the bare writing of the same query, and memory that does not grow."""

import argparse
import os
import sys

from benchmarks.databases import take_stock
from benchmarks.exports.bare import bare
from benchmarks.exports.tables import Measured, tables
from benchmarks.exports.watching import exported
from benchmarks.figures import progress
from benchmarks.people import TODAY
from benchmarks.union import LARGE, SMALL, fill_register
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from launcher.postgres import DATABASE


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 and 50,000 members, once")
    given = parser.parse_args()
    if given.small:
        given.repetitions = 1
    shape = SMALL if given.small else LARGE
    progress(f"filling a register with {shape.members} members")
    region = Organisation.objects.get(pk=fill_register(shape=shape)["r1"])
    union = Organisation.objects.get(type=OrganisationType.UNION)
    take_stock(DATABASE)
    measured = {kind: _measured(kind, region, union, given.repetitions) for kind in ("csv", "xlsx")}
    sys.stdout.write(tables(measured))


def _measured(kind: str, region: Organisation, union: Organisation, repetitions: int) -> Measured:
    environment = dict(os.environ)
    progress(f"{kind} of a region")
    short = exported(kind=kind, organisation=region, environment=environment)
    long, of_bare = [], []
    for number in range(repetitions):
        progress(f"{kind} of the union: repetition {number + 1} of {repetitions}")
        before = bare(kind=kind, organisation=union, on=TODAY) if number % 2 else None
        long.append(exported(kind=kind, organisation=union, environment=environment))
        of_bare.append(bare(kind=kind, organisation=union, on=TODAY) if before is None else before)
    return Measured(short, long, of_bare)


if __name__ == "__main__":
    main()
