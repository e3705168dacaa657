"""A region with 5,000 organisations below it, each with a chair on record who has no login yet."""

from collections.abc import Iterator

from benchmarks.people import TODAY
from benchmarks.union import FOUNDED, NOW, OPERATOR, Shape, fill_register
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.load_mandates import LoadedMandate, load_mandates
from edinstvo.registry.offices.rules import MandateDetails, OfficeCode

MANY = Shape(regions=2, territories=50, primaries=99, per_primary=2)
FEW = Shape(regions=2, territories=10, primaries=9, per_primary=2)


def letters_of(shape: Shape) -> int:
    """How many chairs there are below a region."""
    return shape.territories * (shape.primaries + 1)


def fill_with_chairs(*, shape: Shape) -> dict[str, int]:
    """Load the register and elect the chairs; ids of organisations by key ("r1t2p3")."""
    ids = fill_register(shape=shape)
    load_mandates(actor=OPERATOR, mandates=list(_chairs(ids)), at=NOW)
    return ids


def _chairs(ids: dict[str, int]) -> Iterator[LoadedMandate]:
    """The first of a primary chairs it; the second of its first primary chairs the territory."""
    people: dict[int, list[int]] = {}
    rows = Membership.objects.filter(Membership.OPEN).order_by("pk")
    for organisation_id, person_id in rows.values_list("organisation_id", "person_id"):
        people.setdefault(organisation_id, []).append(person_id)
    details = MandateDetails(since=FOUNDED, until=TODAY.replace(year=TODAY.year + 2))
    for key, id_ in ids.items():
        if "t" in key:
            person_id = people[id_][0] if "p" in key else people[ids[f"{key}p1"]][1]
            yield LoadedMandate(
                organisation_id=id_, office=OfficeCode.CHAIR.value, person_id=person_id, details=details
            )
