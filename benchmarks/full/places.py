"""Where the acts happen: a large primary, others, and a territory that is filled up to the size that is asked about."""

from dataclasses import dataclass

from django.db.models import Count

from benchmarks.figures import progress
from benchmarks.people import TODAY
from benchmarks.union import NOW, OPERATOR
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType

_IN_TERRITORY = 15_000
# A gap of so few is none.
_CLOSE = 100


@dataclass(frozen=True)
class Places:
    """A large primary, three others, a territory of about 15,000 members and where it goes."""

    large: Organisation
    others: list[Organisation]
    territory: Organisation
    members: int
    entered: Organisation


def places_in() -> Places:
    """Choose them; no territory is as large, so large primaries of its region are brought under it first."""
    counted = Membership.objects.filter(Membership.OPEN).order_by()
    of_primaries = counted.values("primary_id").annotate(people=Count("pk")).order_by("-people")
    primaries = [int(row["primary_id"] or 0) for row in of_primaries[:4]]
    of_territories = counted.filter(territory__isnull=False).values("territory_id").annotate(people=Count("pk"))
    nearest = min(of_territories, key=lambda row: abs(row["people"] - _IN_TERRITORY))
    territory = Organisation.objects.get(pk=int(nearest["territory_id"] or 0))
    members = nearest["people"] + _filled_up(territory, _IN_TERRITORY - nearest["people"], apart=primaries)
    regions = Organisation.objects.filter(type="regional", closed_on=None).exclude(pk=territory.region_id or 0)
    rows = Organisation.objects.in_bulk(primaries)
    large, *others = (rows[pk] for pk in primaries)
    territory.refresh_from_db()
    return Places(large, others, territory, members, regions.order_by("pk")[regions.count() // 2])


def _filled_up(territory: Organisation, missing: int, *, apart: list[int]) -> int:
    """Bring the largest primaries of the region that fit under the territory, by the act itself; how many came."""
    # Those with territorial rights stand under their region alone.
    of_region = Membership.objects.filter(
        Membership.OPEN, region_id=territory.region_id, primary__type=OrganisationType.PRIMARY
    )
    elsewhere = of_region.exclude(primary_id__in=apart).exclude(territory_id=territory.pk)
    of_primaries = elsewhere.order_by().values("primary_id")
    came = 0
    for row in of_primaries.annotate(people=Count("pk")).order_by("-people"):
        if missing - came < _CLOSE:
            break
        if row["people"] <= missing - came:
            _bring(int(row["primary_id"] or 0), territory)
            came += row["people"]
    progress(f"{came} people were brought under the territory that is to move")
    return came


def _bring(primary_id: int, territory: Organisation) -> None:
    primary = Organisation.objects.get(pk=primary_id)
    move_organisation(
        actor=OPERATOR,
        organisation=primary,
        parent=Organisation.objects.get(pk=territory.pk),
        on=TODAY,
        at=NOW,
        decision="bench",
        expected_version=primary.version,
    )
