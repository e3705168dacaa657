"""Counts of organisations on a day: what stood, whose structure was built, whose chair had access, who works there."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from django.db.models import F

from edinstvo.insight.indicators.queries.structure import Built, signed_in_on, structures_on, with_access_on
from edinstvo.insight.indicators.queries.tree import tree_on
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Workforce, known


class PlacesOn:
    """The whole union on one day: each thing is read once, when it is first asked for, for however many branches."""

    def __init__(self, day: date) -> None:
        self.day, self.tree = day, tree_on(day)

    @cached_property
    def built(self) -> list[Built]:
        return structures_on(self.day, tree=self.tree)

    @cached_property
    def with_access(self) -> set[int]:
        return with_access_on(self.day)

    @cached_property
    def signed_in(self) -> set[int]:
        return signed_in_on(self.day)

    @cached_property
    def _below(self) -> Mapping[int, list[int]]:
        """By every organisation that has any: the primaries of its branch."""
        found: dict[int, list[int]] = defaultdict(list)
        for primary in self.tree.of_types(PRIMARY_TYPES):
            for above in self.tree.above(primary):
                found[above].append(primary)
        return found

    def primaries(self, head: int) -> list[int]:
        """The ids of the primaries of the branch."""
        return self._below.get(head, [])

    def regions(self, head: int) -> list[Built]:
        """The regional organisations of the branch, and how far they had come."""
        return [one for one in self.built if head in self.tree.above(one.region_id)]

    def workforces(self, head: int) -> dict[int, int]:
        """By the primaries that had stated their workforce by the day: how many work and study there."""
        rows = Workforce.objects.filter(known(), valid_from__lte=self.day, organisation_id__in=self.primaries(head))
        stated = rows.order_by("valid_from").values_list("organisation_id", F("workers") + F("students"))
        return dict(stated)


class Places:
    """The union on each of the days that are asked of."""

    def __init__(self) -> None:
        self._days: dict[date, PlacesOn] = {}

    def on(self, day: date) -> PlacesOn:
        if day not in self._days:
            self._days[day] = PlacesOn(day)
        return self._days[day]


def _covered(places: PlacesOn, head: int) -> int:
    """The members of primaries whose workforce is stated, without those who do not belong to it."""
    members = Membership.objects.filter(Membership.counted_on(places.day), Membership.in_workforce())
    return members.filter(primary_id__in=places.workforces(head)).count()


# Each count of the branch of an organisation, by its id.
OF_PLACES: Mapping[str, Callable[[PlacesOn, int], int]] = {
    "regions_total": lambda places, head: len(places.regions(head)),
    "regions_structured": lambda places, head: sum(one.is_built for one in places.regions(head)),
    "primaries": lambda places, head: len(places.primaries(head)),
    "chairs_with_access": lambda places, head: len(places.with_access.intersection(places.primaries(head))),
    "chairs_signed_in": lambda places, head: len(places.signed_in.intersection(places.primaries(head))),
    "employed": lambda places, head: sum(places.workforces(head).values()),
    "covered": _covered,
}
