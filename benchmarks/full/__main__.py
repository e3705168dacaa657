"""Unions of 100,000, of a million and of 3.77 million members on one server, side by side."""

import argparse
import sys

from django.db import connections

from benchmarks.databases import use
from benchmarks.figures import progress
from benchmarks.full.acts import acts_in
from benchmarks.full.kinds import kinds
from benchmarks.full.tables import of_disk, of_pages
from benchmarks.full.unions import simulated
from benchmarks.pages.measuring import measure
from config.wsgi import application

_SIZES, _FEW = (100_000, 1_000_000, 3_770_613), (6_000, 12_000)


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="of each kind in each union")
    parser.add_argument("--rows", type=int, default=100_000, help="of the list that is brought into the largest one")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 6,000 and 12,000 members")
    given = parser.parse_args()
    sizes = _FEW if given.small else _SIZES
    requests, rows = (10, 1_000) if given.small else (given.requests, given.rows)
    own = connections["default"]
    with simulated(sizes) as unions:
        registers = [union.register for union in unions]
        seen = measure(kinds=kinds(), registers=registers, application=application, requests=requests)
        # What was measured in half an hour is said before anything else can fail.
        sys.stdout.write(f"{of_pages(kinds(), seen, requests)}\n\n{of_disk(unions)}\n\n")
        sys.stdout.flush()
        connections["default"] = own
        use(unions[-1].name)
        progress("acts in the largest union")
        sys.stdout.write(acts_in(unions[-1], rows=rows))


if __name__ == "__main__":
    main()
