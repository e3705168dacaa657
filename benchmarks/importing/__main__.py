"""A list of 100,000 people from the file to the register, against bare COPY of the same rows into the same tables."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.copying import bare_copy
from benchmarks.databases import copy_of, environment_of, take_stock
from benchmarks.figures import progress
from benchmarks.importing.memory import Peaks, peaks_of
from benchmarks.importing.steps import (
    database_part,
    end_to_end,
    people_of,
    read_and_interpret,
    read_only,
    rows_made_by,
    undo,
)
from benchmarks.importing.tables import Measured, Repetition, tables
from benchmarks.lists import write_csv, write_xlsx
from benchmarks.union import SMALL, fill_register
from edinstvo.registry.organisations.models import Organisation
from launcher.postgres import DATABASE

# Nobody of the list stands in the register: its phones and tickets are numbered from here on.
_FIRST_NUMBER = 1_000_000
_COPY = "measured"


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--large-rows", type=int, default=500_000, help="rows of the list whose memory is watched")
    parser.add_argument("--small", action="store_true", help="a trial of the tool: short lists, once")
    given = parser.parse_args()
    if given.small:
        given.rows, given.repetitions, given.large_rows = 2_000, 1, 10_000
    with tempfile.TemporaryDirectory(prefix="edinstvo-lists-") as folder:
        measured = Measured(rows=given.rows, in_register=SMALL.members)
        _measure(measured, Path(folder), repetitions=given.repetitions, large=given.large_rows)
    sys.stdout.write(tables(measured))


def _measure(measured: Measured, folder: Path, *, repetitions: int, large: int) -> None:
    progress(f"filling a register with {SMALL.members} members")
    organisation = Organisation.objects.get(pk=fill_register(shape=SMALL)["r1t1p1"])
    take_stock(DATABASE)
    xlsx, csv = _lists(folder, measured.rows)
    with copy_of(DATABASE, into=_COPY):
        plan, _ = end_to_end(csv, organisation)
        rows = rows_made_by(plan)
        measured.new = plan.counts["new"]
    for number in range(repetitions):
        progress(f"repetition {number + 1} of {repetitions}")
        measured.repetitions.append(_repetition(xlsx, csv, rows, organisation))
    for count in sorted({measured.rows, large}):
        progress(f"watching the memory of a list of {count}")
        measured.peaks[count] = _watched(folder, count, organisation)


def _lists(folder: Path, count: int) -> tuple[Path, Path]:
    progress(f"writing lists of {count} rows")
    xlsx, csv = folder / "список.xlsx", folder / "список.csv"
    write_xlsx(path=xlsx, count=count, first_number=_FIRST_NUMBER)
    write_csv(path=csv, count=count, first_number=_FIRST_NUMBER)
    return xlsx, csv


def _repetition(xlsx: Path, csv: Path, rows: dict[str, bytes], organisation: Organisation) -> Repetition:
    """Everything once, each in a fresh copy of the register, the bare COPY before and after the rest."""
    before = _bare(rows)
    with copy_of(DATABASE, into=_COPY):
        plan, from_xlsx = end_to_end(xlsx, organisation)
        undone = undo(plan)
    with copy_of(DATABASE, into=_COPY):
        _, from_csv = end_to_end(csv, organisation)
    members = people_of(csv)
    with copy_of(DATABASE, into=_COPY):
        database = database_part(members, organisation)
    return Repetition(
        bare=(before + _bare(rows)) / 2,
        xlsx=from_xlsx,
        csv=from_csv,
        database=database,
        undo=undone,
        read={path.suffix: read_only(path) for path in (xlsx, csv)},
        interpreted={path.suffix: read_and_interpret(path) for path in (xlsx, csv)},
    )


def _bare(rows: dict[str, bytes]) -> float:
    with copy_of(DATABASE, into=_COPY):
        return bare_copy(rows)


def _watched(folder: Path, count: int, organisation: Organisation) -> Peaks:
    path = folder / "large.xlsx"
    write_xlsx(path=path, count=count, first_number=_FIRST_NUMBER)
    with copy_of(DATABASE, into=_COPY):
        return peaks_of(path, organisation, environment=environment_of(_COPY))


if __name__ == "__main__":
    main()
