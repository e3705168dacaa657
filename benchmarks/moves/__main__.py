"""A territory of 15,000 members moves to another region and back, against the bare UPDATE of the same rows."""

import argparse
import sys
from collections.abc import Mapping

from benchmarks.databases import copy_of, take_stock
from benchmarks.figures import progress
from benchmarks.moves.tables import Measured, tables
from benchmarks.moves.waiting import disturb
from benchmarks.moves.ways import ACT, BARE, Journey, NotTheSameRows, gone, way_of
from benchmarks.union import Shape, fill_register
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from launcher.postgres import DATABASE

_SHAPE = Shape(regions=4, territories=2, primaries=300)
_TRIAL = Shape(regions=4, territories=2, primaries=20)
_COPY = "moved"
_ELSEWHERE = ("r1t2p1", "r2t1p1", "r3t1p1")


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--quiet", type=float, default=2.0, help="seconds without a move, before and after each")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: a small territory, once")
    given = parser.parse_args()
    if given.small:
        given.repetitions, given.quiet = 1, 0.5
    shape = _TRIAL if given.small else _SHAPE
    progress(f"filling a register with {shape.members} members")
    ids = fill_register(shape=shape)
    fold_deltas()
    take_stock(DATABASE)
    measured = Measured(shape.members, shape.primaries * shape.per_primary, shape.primaries + 1)
    _measure(measured, ids, given.repetitions, given.quiet)
    sys.stdout.write(tables(measured))


def _measure(measured: Measured, ids: Mapping[str, int], repetitions: int, quiet: float) -> None:
    """Both ways, alone and then with others at work; they take turns in being first. Raises NotTheSameRows."""
    journey = Journey(territory=ids["r1t1"], left=ids["r1"], entered=ids["r2"])
    elsewhere = [ids[key] for key in _ELSEWHERE]
    for number in range(repetitions):
        progress(f"repetition {number + 1} of {repetitions}")
        for kind in sorted((BARE, ACT), reverse=not number % 2):
            with copy_of(DATABASE, into=_COPY):
                measured.gone[kind].append(gone(kind, journey))
            with copy_of(DATABASE, into=_COPY):
                disturb(
                    measured.waits[kind],
                    way=way_of(kind, journey),
                    elsewhere=elsewhere,
                    inside=ids["r1t1p1"],
                    quiet=quiet,
                    database=_COPY,
                )
    rows = {one.rows for of_kind in measured.gone.values() for one in of_kind}
    if len(rows) != 1:
        raise NotTheSameRows(rows)


if __name__ == "__main__":
    main()
