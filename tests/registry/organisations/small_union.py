"""A union for random lives: two regions, four territories, five primaries, all of one day."""

from datetime import date

from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from tests.cast import NOW, OPERATOR, found

BEGINNING = date(2024, 1, 1)


def a_bare_union() -> list[Organisation]:
    """Its organisations, from the top down."""
    union = found_union(actor=OPERATOR, name="Профсоюз", short_name="Профсоюз", on=BEGINNING, at=NOW, decision="")
    regions = [
        found(union, f"Регион {seat}", type=OrganisationType.REGIONAL, seat=seat, on=BEGINNING) for seat in ("44", "57")
    ]
    territories = [
        found(region, f"Территория {n}", type=OrganisationType.TERRITORIAL, on=BEGINNING)
        for n, region in enumerate(regions * 2)
    ]
    above = [*territories, regions[0]]
    primaries = [
        found(parent, f"Школа {n}", type=OrganisationType.PRIMARY, on=BEGINNING) for n, parent in enumerate(above)
    ]
    return [union, *regions, *territories, *primaries]
