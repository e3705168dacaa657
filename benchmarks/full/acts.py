"""Acts in the largest union: a list of 100,000 people while others admit, a territory that moves, an export."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.copying import bare_copy_in_place
from benchmarks.databases import environment_of
from benchmarks.exports.watching import exported
from benchmarks.figures import against, milliseconds, number, percentile, progress, seconds, table
from benchmarks.full.counts import of_the_counts
from benchmarks.full.places import Places, places_in
from benchmarks.full.unions import Union
from benchmarks.importing.steps import MADE, end_to_end, undo
from benchmarks.lists import write_csv
from benchmarks.moves.waiting import MOVING, QUIET, Waits, disturb
from benchmarks.moves.ways import ACT, BARE, Journey, gone

_FIRST_NUMBER, _QUIET = 90_000_000, 5.0
# data.md "Targets": an import against COPY.
_OF_COPY = 0.4
# A list repeats a few of its people.
_NEW = 0.99


class NotAllNew(Exception):
    """The list found somebody on record: what is compared is another thing."""


def acts_in(union: Union, *, rows: int) -> str:
    """Do them and print their tables. Raises NotTheSameRows where the move wrote others than the bare UPDATE."""
    places = places_in()
    return "\n\n".join(
        [_of_the_list(union, places, rows), _of_the_move(places), _of_the_export(union, places), of_the_counts()]
    )


def _of_the_list(union: Union, places: Places, rows: int) -> str:
    progress(f"a list of {rows} people comes in while others admit")
    waits, took, plans = Waits(), [], []
    with tempfile.TemporaryDirectory(prefix="edinstvo-lists-") as folder:
        path = Path(folder) / "список.csv"
        write_csv(path=path, count=rows, first_number=_FIRST_NUMBER)

        def bring() -> None:
            begun = time.perf_counter()
            plan, _parts = end_to_end(path, places.large)
            took.append(time.perf_counter() - begun)
            plans.append(plan)

        here = [place.pk for place in places.others]
        way: tuple[Callable[[], None], Callable[[], None]] = (bring, lambda: None)
        disturb(waits, way=way, elsewhere=here, inside=places.large.pk, quiet=_QUIET, database=union.name)
    undo(plans[0])
    lines = [
        [words, *_of(kept[QUIET]), *_of(kept[MOVING])]
        for words, kept in (("in other organisations", waits.elsewhere), ("in the very one of the list", waits.inside))
    ]
    return "\n\n".join(
        [
            f"A list of {number(rows)} people, from the file to the register, while four chairs admit people one after "
            f"another with pauses of 50 ms: {seconds(took[0])} s. Milliseconds of an admission:",
            table(["admissions", "before: p50", "p95", "count", "meanwhile: p50", "p95", "count"], lines),
            _beside_copy(places, rows),
        ]
    )


def _beside_copy(places: Places, rows: int) -> str:
    """The same list with nobody else at work, and the bare COPY of the very rows that it made."""
    with tempfile.TemporaryDirectory(prefix="edinstvo-lists-") as folder:
        path = Path(folder) / "список.csv"
        write_csv(path=path, count=rows, first_number=_FIRST_NUMBER)
        begun = time.perf_counter()
        plan, _parts = end_to_end(path, places.large)
        took = time.perf_counter() - begun
    if plan.counts.get("new", 0) < _NEW * rows:
        raise NotAllNew(plan.counts)
    bare = bare_copy_in_place(MADE, {"plan": plan.pk})
    return (
        f"With nobody else at work such a list takes {seconds(took)} s; the bare COPY of the rows that it makes, into "
        f"the same full tables with their indexes and keys, {seconds(bare)} s: {bare / took:.2f} of the bare speed "
        f"({against(bare / took, _OF_COPY, at_least=True)})."
    )


def _of_the_move(places: Places) -> str:
    progress(f"a territory of {places.members} members moves")
    left = places.territory.region_id or 0
    journey = Journey(territory=places.territory.pk, left=left, entered=places.entered.pk)
    found = {kind: gone(kind, journey) for kind in (BARE, ACT)}
    bare, act = found[BARE], found[ACT]
    lines = [
        ["there", seconds(bare.there.wall), seconds(act.there.wall), f"{act.there.wall / bare.there.wall:.2f}"],
        ["and back", seconds(bare.back.wall), seconds(act.back.wall), f"{act.back.wall / bare.back.wall:.2f}"],
    ]
    return "\n\n".join(
        [
            f"A territory of {number(places.members)} members ({number(act.rows)} rows) moves to another region:",
            table(["way", "bare UPDATE, s", "the act, s", "bare = 1"], lines),
        ]
    )


def _of_the_export(union: Union, places: Places) -> str:
    lines = []
    for kind in ("csv", "xlsx"):
        progress(f"a {kind} of a region")
        made = exported(kind=kind, organisation=places.entered, environment=environment_of(union.name))
        mebibytes = f"{made.work.peak / 2**20:.0f} MiB"
        lines.append(
            [kind, number(made.rows), seconds(made.work.seconds), number(made.rows / made.work.seconds), mebibytes]
        )
    return "\n\n".join(
        [
            "The members of the region that it moves to, as a file:",
            table(["file", "rows", "s", "rows/s", "worker"], lines),
        ]
    )


def _of(waits: list[float]) -> list[str]:
    if not waits:
        return ["–", "–", "0"]
    return [milliseconds(statistics.median(waits)), milliseconds(percentile(waits, 0.95)), str(len(waits))]
