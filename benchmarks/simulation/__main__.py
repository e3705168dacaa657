"""Simulate a union with the proportions of 2021, and count its figures from the rows: they must be those wished for."""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.figures import number, progress, table
from benchmarks.simulation.watching import Watched, watched
from edinstvo.registry.members.models import Person
from edinstvo.registry.organisations.models import Organisation
from launcher.place import ROOT
from launcher.surroundings import django_command

# The published figures; they are cut where a smaller union is measured.
_PUBLISHED: dict[str, Any] = json.loads((ROOT / "docs" / "targets-2021.json").read_text(encoding="utf-8"))
WHOLE, FEW = _PUBLISHED["total"], 12_000
_CUT = ("registered", "plastic", "bonus", "issued_2020", "joined_online")
_REPEATED = 3


@dataclass(frozen=True)
class Asked:
    """Whose figures were counted, and how long that took, in seconds, each time."""

    whose: str
    took: list[float]


def main() -> None:
    """Measure, then print the tables. Ends with an error where a figure is another one than was wished for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=WHOLE)
    parser.add_argument("--small", action="store_true", help=f"a trial of the tool: {number(FEW)} members")
    given = parser.parse_args()
    members = FEW if given.small else given.members
    wished = _wished(members)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(wished, file)
        file.flush()
        arguments = ("--members", str(members), "--seed", "2020", "--targets", file.name)
        progress(f"simulating {number(members)} members")
        simulated = watched(django_command(name="simulate", arguments=arguments))
    asked = [_asked(whose, inpo, wished if whose == "the union" else None) for whose, inpo in _branches()]
    sys.stdout.write(_tables(members, simulated, asked))


def _wished(members: int) -> dict[str, object]:
    if members == WHOLE:
        return _PUBLISHED
    regions = min(_PUBLISHED["regions_total"], max(2, members // 300))
    share = _PUBLISHED["regions_structured"] / _PUBLISHED["regions_total"]
    return {
        **_PUBLISHED,
        **{name: round(_PUBLISHED[name] * members / WHOLE) for name in _CUT},
        "total": members,
        "regions_total": regions,
        "regions_structured": round(regions * share),
        "joined_online_named": [],
    }


def _branches() -> list[tuple[str, str]]:
    """The union, its largest region, a primary of that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.inpo FROM tallies_total t JOIN organisations_organisation o ON o.id = t.organisation_id "
            "WHERE t.measure = 'open_memberships' AND o.type IN ('regional', 'interregional') "
            "ORDER BY t.amount DESC LIMIT 1"
        )
        [region] = cursor.fetchone() or [""]
    primary = Organisation.objects.filter(region__inpo=region, type="primary", closed_on=None).earliest("pk")
    return [("the union", ""), ("its largest region", region), ("a primary", primary.inpo or "")]


def _asked(whose: str, inpo: str, wished: dict[str, object] | None) -> Asked:
    took = []
    for _ in range(_REPEATED):
        begun = time.perf_counter()
        options: tuple[str, ...] = ("--as-of", _PUBLISHED["as_of"], "--base", _PUBLISHED["base"], "--json")
        options += ("--organisation", inpo) if inpo else ()
        answer = watched(django_command(name="indicators", arguments=options)).output
        took.append(time.perf_counter() - begun)
        if wished:
            _compare(json.loads(answer)["values"], wished)
    return Asked(whose, took)


def _compare(values: dict[str, dict[str, object]], wished: dict[str, object]) -> None:
    names = ("total", "registered", "plastic", "bonus", "regions_total", "regions_structured", "joined_online")
    counted = {name: values[name]["value"] for name in names} | {"issued_2020": values["issued_in_year"]["value"]}
    if counted != {name: wished[name] for name in counted}:
        raise SystemExit(f"counted {counted}, wished for {wished}")


def _tables(members: int, simulated: Watched, asked: list[Asked]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        [size] = cursor.fetchone() or [0]
    people = Person.objects.count()
    rows = [
        ("members on the base day", number(members)),
        ("people, with those who left", number(people)),
        ("organisations", number(Organisation.objects.count())),
        ("seconds, from the command to its end", f"{simulated.seconds:.0f}"),
        ("people a second", number(people / simulated.seconds)),
        ("memory of all our processes at their highest, MiB", number(simulated.memory / 2**20)),
        ("database, GiB", f"{size / 2**30:.2f}"),
        ("database, bytes for each member", number(size / members)),
    ]
    times = [(one.whose, *(f"{seconds:.2f}" for seconds in sorted(one.took))) for one in asked]
    heads = ("`edinstvo indicators`, counted from rows: seconds", "least", "median", "greatest")
    return f"{table(('what', ''), rows)}\n\n{table(heads, times)}\n\nEvery figure counted was the one wished for.\n"


if __name__ == "__main__":
    main()
