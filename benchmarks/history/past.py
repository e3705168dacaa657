"""What is asked of three years ago, of a register in which territories have moved since."""

from collections.abc import Mapping
from datetime import date

from benchmarks.people import TODAY
from benchmarks.union import NOW, OPERATOR
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.models import Organisation

THEN = TODAY.replace(year=TODAY.year - 3)
_MOVED_ON = date(2025, 3, 1)


def let_territories_move(ids: Mapping[str, int]) -> None:
    """The first territory of each region goes to the next region, a year and a half after the day that is asked for."""
    regions = [key for key in ids if "t" not in key]
    for key, next_key in zip(regions, [*regions[1:], regions[0]], strict=True):
        territory, region = (Organisation.objects.get(pk=ids[one]) for one in (f"{key}t1", next_key))
        move_organisation(
            actor=OPERATOR,
            organisation=territory,
            parent=region,
            on=_MOVED_ON,
            at=NOW,
            decision="bench",
            expected_version=territory.version,
        )
