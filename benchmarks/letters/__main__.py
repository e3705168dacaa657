"""5,000 logins with their printed letters, against the same rows copied and the same pages printed."""

import argparse
import sys
from collections.abc import Callable

from benchmarks.databases import copy_of, environment_of, take_stock
from benchmarks.figures import progress
from benchmarks.letters.issuing import bare, issue, issue_by_worker, minimum_of
from benchmarks.letters.register import FEW, MANY, fill_with_chairs, letters_of
from benchmarks.letters.tables import Measured, tables
from benchmarks.union import Shape
from edinstvo.registry.organisations.models import Organisation
from launcher.postgres import DATABASE

_COPY = "issued"


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 100 letters, once")
    given = parser.parse_args()
    shape, repetitions = (FEW, 1) if given.small else (MANY, given.repetitions)
    progress(f"filling a register with {letters_of(shape)} chairs in each region")
    ids = fill_with_chairs(shape=shape)
    take_stock(DATABASE)
    region, territory = (Organisation.objects.get(pk=ids[key]) for key in ("r1", "r1t1"))
    sys.stdout.write(tables(_measured(region, territory, shape, repetitions)))


def _measured(region: Organisation, territory: Organisation, shape: Shape, repetitions: int) -> Measured:
    """The issue and its bare minimum in turns, which take turns in being first; then a worker for few and for all."""
    measured = Measured()
    with copy_of(DATABASE, into=_COPY):
        minimum = minimum_of(region)
    ways: list[Callable[[], None]] = [
        lambda: measured.issued.append(issue(region)),
        lambda: measured.bare.append(bare(minimum)),
    ]
    for number in range(repetitions):
        progress(f"repetition {number + 1} of {repetitions}")
        for way in ways if number % 2 else reversed(ways):
            with copy_of(DATABASE, into=_COPY):
                way()
    for organisation, letters in ((territory, shape.primaries), (region, letters_of(shape))):
        progress(f"watching the worker make {letters} letters")
        with copy_of(DATABASE, into=_COPY):
            measured.workers[letters] = issue_by_worker(organisation, environment=environment_of(_COPY))
    return measured


if __name__ == "__main__":
    main()
