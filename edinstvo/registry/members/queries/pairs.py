"""Two rows that may be one person: both with all their stays, as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.queries.person import present_of


@dataclass(frozen=True)
class Pair:
    """The row that would be kept and the other one, and their stays in the order of their ids."""

    kept: Person
    other: Person
    kept_stays: list[Membership]
    other_stays: list[Membership]

    @cached_property
    def present_kept(self) -> Membership:
        """The stay that speaks for the kept person."""
        return present_of(self.kept_stays)

    @cached_property
    def present_other(self) -> Membership:
        """The stay that speaks for the other one."""
        return present_of(self.other_stays)

    @property
    def mark(self) -> str:
        """What a preview was made from; another one as soon as either record is saved again."""
        versions = [self.kept.version, self.other.version]
        stays = [f"{stay.pk}:{stay.version}" for stay in [*self.kept_stays, *self.other_stays]]
        return ".".join([*map(str, versions), *stays])


def pair_of(*, kept_id: int, other_id: int) -> Pair | None:
    """Both rows with their stays; None where one of them is nobody. The caller has seen both already."""
    rows = Membership.objects.filter(person_id__in=[kept_id, other_id])
    return paired(rows.select_related("person", "organisation").order_by("pk"), kept_id=kept_id, other_id=other_id)


def paired(stays: Iterable[Membership], *, kept_id: int, other_id: int) -> Pair | None:
    """The stays of two people, sorted to whom they belong."""
    of: dict[int, list[Membership]] = {kept_id: [], other_id: []}
    for stay in stays:
        of[stay.person_id].append(stay)
    if len(of) < 2 or not all(of.values()):
        return None
    kept, other = of[kept_id], of[other_id]
    return Pair(kept=kept[0].person, other=other[0].person, kept_stays=kept, other_stays=other)


def categories_of(stay_id: int) -> list[CategoryFact]:
    """What is known of the categories of a stay, the oldest first."""
    return list(CategoryFact.objects.filter(membership_id=stay_id, known_until__isnull=True).order_by("valid_from"))
