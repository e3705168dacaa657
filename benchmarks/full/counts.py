"""What is counted from the rows of the largest union: a summary, and what a programme asks for in a night."""

import time
from collections.abc import Container

from benchmarks.figures import progress, seconds, table
from benchmarks.people import TODAY
from benchmarks.union import OPERATOR
from edinstvo.insight.indicators.queries.from_places import Places
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.insight.indicators.rules import COUNTED_ON
from edinstvo.registry.organisations.models import REGIONAL_TYPES, Organisation, OrganisationType

# What criteria of a programme are made of that no figure is kept of.
_OF_A_NIGHT = {
    "structure": ("regions_structured", "regions_total"),
    "chairs who signed in": ("chairs_signed_in", "primaries"),
    "unchanged records": ("stale", "members"),
    "coverage": ("covered", "employed"),
    "cards issued": ("issued_in_year",),
}


def of_the_counts() -> str:
    """Count them and print both tables."""
    progress("counting from the rows")
    union = Organisation.objects.get(type=OrganisationType.UNION)
    regions = list(Organisation.objects.filter(type__in=REGIONAL_TYPES, closed_on=None).order_by("pk"))
    lines = [
        [words, seconds(_took([place], COUNTED_ON))]
        for words, place in (("of the union", union), ("of a region", regions[len(regions) // 2]))
    ]
    night = [[words, seconds(_took(regions, names))] for words, names in _OF_A_NIGHT.items()]
    return "\n\n".join(
        [
            "All indicators of a day, counted from the rows in the background (a summary):",
            table(["summary", "s"], lines),
            f"What a criterion of a programme costs in a night, of all {len(regions)} regions:",
            table(["criterion", "s"], night),
        ]
    )


def _took(places: list[Organisation], names: Container[str]) -> float:
    begun, tree, january = time.perf_counter(), Places(), TODAY.replace(month=1, day=1)
    for place in places:
        asked = Asked(organisation=place, as_of=TODAY, base=january, year=TODAY.year - 1)
        counts_from_rows(asked, seen_by=OPERATOR, only=names, places=tree)
    return time.perf_counter() - begun
