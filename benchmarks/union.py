"""A register of a given size: regions, territories, primaries of the usual size, and their members."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from benchmarks.people import TODAY, Someone, people
from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.actions.load_organisations import load_organisations
from edinstvo.registry.organisations.actions.loaded_rows import NameRow, OrganisationRow
from edinstvo.registry.organisations.models import FederalSubject

OPERATOR = Actor.operator(name="Bench", command="bench")
FOUNDED, NOW = date(1990, 9, 1), datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PER_PRIMARY = 50
_FORMER = 0.1


@dataclass(frozen=True)
class Shape:
    """How many regions, territories in each, primaries in each territory, and members in each primary."""

    regions: int
    territories: int
    primaries: int
    per_primary: int = PER_PRIMARY

    @property
    def members(self) -> int:
        """How many people are on record today."""
        return self.regions * self.territories * self.primaries * self.per_primary


# Ten times the members in as many regions: every branch but the primary grows with the register.
TINY = Shape(regions=2, territories=5, primaries=10)
SMALL = Shape(regions=10, territories=5, primaries=20)
LARGE = Shape(regions=10, territories=25, primaries=40)


def fill_register(*, shape: Shape) -> dict[str, int]:
    """Load the organisations and members through their bulk actions; ids of organisations by key ("r1t2p3")."""
    union = found_union(
        actor=OPERATOR, name="Союз", short_name="Союз", on=FOUNDED, at=NOW, decision="Учредительный съезд"
    )
    ids = load_organisations(actor=OPERATOR, rows=_organisations(shape, union.pk), at=NOW)
    for _ in load_members(actor=OPERATOR, people=_members(ids, shape), at=NOW):
        pass
    return ids


def _organisations(shape: Shape, union_id: int) -> Iterator[OrganisationRow]:
    seats = FederalSubject.objects.order_by("code").values_list("code", flat=True)[: shape.regions]
    for r, seat in enumerate(seats, start=1):
        yield _organisation(f"r{r}", union_id, "regional", f"Областная организация № {r}", seat=seat)
        for t in range(1, shape.territories + 1):
            # A name of its own in the whole union: so it can move to another region.
            number = (r - 1) * shape.territories + t
            yield _organisation(f"r{r}t{t}", f"r{r}", "territorial", f"Районная организация № {number}")
            for p in range(1, shape.primaries + 1):
                yield _organisation(f"r{r}t{t}p{p}", f"r{r}t{t}", "primary", f"ППО школы № {p}")


def _organisation(key: str, parent: str | int, type: str, name: str, **more: Any) -> OrganisationRow:
    return OrganisationRow(
        key=key, parent=parent, type=type, names=(NameRow(on=FOUNDED, name=name, short_name=name),), **more
    )


def _members(ids: dict[str, int], shape: Shape) -> Iterator[LoadedPerson]:
    """Each primary has its members, and as many as a tenth of them who left."""
    primaries = [id_ for key, id_ in ids.items() if "p" in key]
    former = int(shape.per_primary * _FORMER)
    source = people(count=len(primaries) * (shape.per_primary + former), seed=1)
    for primary in primaries:
        for number, one in enumerate(islice(source, shape.per_primary + former)):
            yield _member(one, primary, has_left=number >= shape.per_primary)


def _member(one: Someone, primary: int, *, has_left: bool) -> LoadedPerson:
    details = MembershipDetails(
        joined_on=one.joined, category=one.category, position=one.position, ticket_number=one.ticket
    )
    stay = LoadedStay(
        organisation_id=primary,
        registered_on=one.joined,
        details=details,
        ended_on=max(one.joined, TODAY - timedelta(days=200)) if has_left else None,
        end_reason="own_wish" if has_left else "",
        electronic_on=one.joined,
    )
    return LoadedPerson(
        person=PersonDetails(
            last_name=one.last,
            first_name=one.first,
            middle_name=one.middle,
            sex=one.sex,
            birth_date=one.born,
            phone=one.phone,
        ),
        stays=[stay],
    )
