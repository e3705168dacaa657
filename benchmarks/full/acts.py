"""Acts in the largest union: a list of 100,000 people while others admit, a territory that moves, an export."""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count

from benchmarks.databases import environment_of
from benchmarks.exports.watching import exported
from benchmarks.figures import milliseconds, number, percentile, progress, seconds, table
from benchmarks.full.unions import Union
from benchmarks.importing.steps import end_to_end
from benchmarks.lists import write_csv
from benchmarks.moves.waiting import MOVING, QUIET, Waits, disturb
from benchmarks.moves.ways import ACT, BARE, Journey, gone
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation

_FIRST_NUMBER, _QUIET = 90_000_000, 5.0
_IN_TERRITORY = 15_000


@dataclass(frozen=True)
class Places:
    """Where it happens: a large primary, three others, a territory of about 15,000 members and where it goes."""

    large: Organisation
    others: list[Organisation]
    territory: Organisation
    members: int
    entered: Organisation


def acts_in(union: Union, *, rows: int) -> str:
    """Do them and print their tables. Raises NotTheSameRows where the move wrote others than the bare UPDATE."""
    places = _places()
    return "\n\n".join([_of_the_list(union, places, rows), _of_the_move(places), _of_the_export(union, places)])


def _of_the_list(union: Union, places: Places, rows: int) -> str:
    progress(f"a list of {rows} people comes in while others admit")
    waits, took = Waits(), []
    with tempfile.TemporaryDirectory(prefix="edinstvo-lists-") as folder:
        path = Path(folder) / "список.csv"
        write_csv(path=path, count=rows, first_number=_FIRST_NUMBER)

        def bring() -> None:
            begun = time.perf_counter()
            end_to_end(path, places.large)
            took.append(time.perf_counter() - begun)

        here = [place.pk for place in places.others]
        way: tuple[Callable[[], None], Callable[[], None]] = (bring, lambda: None)
        disturb(waits, way=way, elsewhere=here, inside=places.large.pk, quiet=_QUIET, database=union.name)
    lines = [
        [words, *_of(kept[QUIET]), *_of(kept[MOVING])]
        for words, kept in (("in other organisations", waits.elsewhere), ("in the very one of the list", waits.inside))
    ]
    return "\n\n".join(
        [
            f"A list of {number(rows)} people, from the file to the register, while four chairs admit people one after "
            f"another with pauses of 50 ms: {seconds(took[0])} s. Milliseconds of an admission:",
            table(["admissions", "before: p50", "p95", "count", "meanwhile: p50", "p95", "count"], lines),
        ]
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


def _places() -> Places:
    counted = Membership.objects.filter(Membership.OPEN).order_by()
    of_primaries = counted.values("primary_id").annotate(people=Count("pk")).order_by("-people")
    primaries = [row["primary_id"] for row in of_primaries[:4]]
    of_territories = counted.filter(territory__isnull=False).values("territory_id").annotate(people=Count("pk"))
    nearest = min(of_territories, key=lambda row: abs(row["people"] - _IN_TERRITORY))
    territory = Organisation.objects.get(pk=int(nearest["territory_id"] or 0))
    regions = Organisation.objects.filter(type="regional", closed_on=None).exclude(pk=territory.region_id)
    rows = {row.pk: row for row in Organisation.objects.filter(pk__in=primaries)}
    large, *others = (rows[pk] for pk in primaries)
    return Places(large, others, territory, nearest["people"], regions.order_by("pk")[regions.count() // 2])
