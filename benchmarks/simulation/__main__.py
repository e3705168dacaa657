"""Simulate a union with the proportions of 2021, and count its figures from the rows: they must be those wished for."""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass

from django.db import connection

from benchmarks.figures import number, progress, table
from benchmarks.simulation.watching import Watched, watched
from edinstvo.registry.members.models import Person
from edinstvo.registry.organisations.models import Organisation
from launcher.surroundings import django_command

WHOLE, FEW = 3_770_613, 12_000
# The published figures (domain.md 1.6), cut to the size that is measured.
_WISHED = {
    "registered": 1_960_719,
    "plastic": 1_085_471,
    "bonus": 223_194,
    "issued_2020": 974_746,
    "joined_online": 2_708,
}
_AS_OF, _BASE, _BY = "2021-03-16", "2021-01-01", "2020-11-01"
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
    cut = {name: round(figure * members / WHOLE) for name, figure in _WISHED.items()}
    regions = min(80, max(2, members // 300))
    return {
        **cut,
        "as_of": _AS_OF,
        "base": _BASE,
        "structured_by": _BY,
        "total": members,
        "regions_total": regions,
        "regions_structured": round(regions * 58 / 80),
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
        options = ("--as-of", _AS_OF, "--base", _BASE, "--json", *(("--organisation", inpo) if inpo else ()))
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
