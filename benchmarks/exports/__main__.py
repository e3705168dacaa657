"""Members as a file: rows a second, and memory that does not grow with the list."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from io import BytesIO

from django.db import connection

from benchmarks.databases import take_stock
from benchmarks.exports.watching import Exported, exported
from benchmarks.figures import against, number, progress, seconds, table
from benchmarks.union import LARGE, SMALL, fill_register
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from launcher.postgres import DATABASE

# What a ten times longer list may add to the memory of the worker.
_GROWTH = 1.1
_MEBIBYTE = 2**20
_BARE = """
COPY (
    SELECT p.last_name, p.first_name, p.middle_name, m.birth_date, m.phone, o.short_name, m.category, m.position
      FROM members_membership m
      JOIN members_person p ON p.id = m.person_id
      JOIN organisations_organisation o ON o.id = m.organisation_id
     WHERE m.ended_on IS NULL
     ORDER BY m.name_key, m.id
) TO STDOUT (FORMAT csv)
"""


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a trial of the tool: 5,000 and 50,000 members")
    given = parser.parse_args()
    shape = SMALL if given.small else LARGE
    progress(f"filling a register with {shape.members} members")
    region = Organisation.objects.get(pk=fill_register(shape=shape)["r1"])
    union = Organisation.objects.get(type=OrganisationType.UNION)
    take_stock(DATABASE)
    measured = []
    for kind in ("csv", "xlsx"):
        for organisation in (region, union):
            progress(f"{kind} of {organisation.short_name}")
            measured.append(exported(kind=kind, organisation=organisation, environment=dict(os.environ)))
    sys.stdout.write(_tables(measured, bare=_bare_copy()))


def _bare_copy() -> float:
    """Seconds of the same rows in the same order through bare COPY."""
    begun, taken = time.perf_counter(), BytesIO()
    with connection.cursor() as cursor, cursor.copy(_BARE) as copy:
        for block in copy:
            taken.write(block)
    return time.perf_counter() - begun


def _tables(measured: Sequence[Exported], *, bare: float) -> str:
    most = max(one.rows for one in measured)
    rows = [
        [
            one.kind,
            number(one.rows),
            seconds(one.seconds),
            number(one.rows / one.seconds),
            f"{one.seconds / bare:.1f}" if one.rows == most else "",
            number(one.idle / _MEBIBYTE),
            number(one.peak / _MEBIBYTE),
            number(one.size / _MEBIBYTE),
        ]
        for one in measured
    ]
    heads = ["file", "rows", "seconds", "rows/s", "against bare COPY", "MiB idle", "MiB at most", "MiB of the file"]
    return "\n\n".join(
        [
            "Eight columns of a region and of the whole union, each made by a worker of its own; the union's rows in "
            f"the same order through bare `COPY … TO` took {seconds(bare)} s.",
            table(heads, rows),
            f"Memory at most, ten times the rows against one: {_growth(measured)}.",
        ]
    )


def _growth(measured: Sequence[Exported]) -> str:
    peaks = {(one.kind, one.rows): one.peak for one in measured}
    told = []
    for kind in ("csv", "xlsx"):
        few, many = (peaks[key] for key in sorted(key for key in peaks if key[0] == kind))
        told.append(f"{kind} {many / few:.2f} ({against(many / few, _GROWTH, at_least=False)})")
    return ", ".join(told)


if __name__ == "__main__":
    main()
