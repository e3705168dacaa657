"""Which regions had their structure built on a day, and what the others lacked."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.queries.tree import Tree
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.organisations.models import (
    PRIMARY_TYPES,
    REGIONAL_TYPES,
    ConfirmedStructure,
    Organisation,
    known,
)


@dataclass(frozen=True)
class Built:
    """How far a region had come: how many primaries it confirmed (None: nothing), had, and what they lacked."""

    region_id: int
    confirmed: int | None
    primaries: int
    without_number: int
    without_access: int

    @property
    def is_built(self) -> bool:
        """Whether what it confirmed is what the register holds, each with its ИНПО and a chair who has access."""
        return self.confirmed == self.primaries and not self.without_number and not self.without_access


def structures_on(day: date, *, tree: Tree) -> list[Built]:
    """Each region that stood on the day, whose tree is in hand. Six statements."""
    regions, primaries = tree.of_types(REGIONAL_TYPES), tree.of_types(PRIMARY_TYPES)
    below = tree.below(regions, primaries)
    confirmed = _confirmed(day)
    unnumbered = set(Organisation.objects.filter(pk__in=primaries, inpo=None).values_list("pk", flat=True))
    accessible = with_access_on(day)
    return [
        Built(
            region_id=region,
            confirmed=confirmed.get(region),
            primaries=len(below[region]),
            without_number=len(unnumbered.intersection(below[region])),
            without_access=len(set(below[region]) - accessible),
        )
        for region in regions
    ]


def with_access_on(day: date) -> set[int]:
    """The ids of the organisations whose chair had access there on the day: by the record, or known by name alone."""
    valid = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)
    roles = [Role.CHAIR.value, Role.STAFF.value]
    logins = OfficerLogin.objects.filter(person=OuterRef("person"))
    there = valid.filter(user_id=OuterRef("login"), organisation_id=OuterRef("organisation_id"), role__in=roles)
    chairs = Mandate.objects.filter(Mandate.held_on(day), office=OfficeCode.CHAIR.value)
    held = chairs.annotate(login=logins.values("user_id")[:1]).filter(Exists(there))
    named = OfficerLogin.objects.filter(
        Exists(valid.filter(pk=OuterRef("grant_id"))), organisation__isnull=False
    ).annotate(place=F("organisation_id"))
    return {*held.values_list("organisation_id", flat=True), *named.values_list("place", flat=True)}


def _confirmed(day: date) -> dict[int, int]:
    """What each region confirmed last by the day, as known today."""
    facts = ConfirmedStructure.objects.filter(known(), valid_from__lte=day).order_by("organisation_id", "valid_from")
    return dict(facts.values_list("organisation_id", "primaries"))
