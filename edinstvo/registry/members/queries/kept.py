"""What is still kept of former members, for whoever looks at what would be removed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership, MembershipVersion, Person, PersonVersion
from edinstvo.registry.members.permissions import visible_to


@dataclass(frozen=True)
class KeptOf:
    """A person, and under each name every value that is kept of it, in the present record and in former versions."""

    person: Person
    values: dict[str, list[Any]]


def people_seen(rows: QuerySet[Person], actor: Actor) -> QuerySet[Person]:
    """Those of the former members whose present record is the actor's to see: the stay that ended last."""
    stays = Membership.objects.filter(person_id=OuterRef("pk")).order_by("-ended_on", "-registered_on", "-id")
    visible = Membership.objects.filter(visible_to(actor)).values("pk")
    return rows.filter(
        pk__in=rows.annotate(present=Subquery(stays.values("pk")[:1])).filter(present__in=visible).values("pk")
    )


def kept_of_people(people: Iterable[Person], *, names: Collection[str]) -> list[KeptOf]:
    """What the records and their former versions say under these names; one query more. The caller has seen them."""
    found = list(people)
    versions = PersonVersion.objects.filter(person_id__in=[one.pk for one in found]).order_by("-known_until")
    rows: dict[int, list[Any]] = {one.pk: [one] for one in found}
    for version in versions:
        rows[version.person_id].append(version)
    return [KeptOf(one, _values(rows[one.pk], names)) for one in found]


def kept_of_stays(people: Iterable[Person], *, names: Collection[str]) -> list[KeptOf]:
    """The same of their stays; two queries more."""
    found = list(people)
    rows: dict[int, list[Any]] = {one.pk: [] for one in found}
    for stay in Membership.objects.filter(person_id__in=rows).order_by("-registered_on"):
        rows[stay.person_id].append(stay)
    for version in MembershipVersion.objects.filter(person_id__in=rows).order_by("-known_until"):
        rows[version.person_id].append(version)
    return [KeptOf(one, _values(rows[one.pk], names)) for one in found]


def _values(rows: Iterable[Any], names: Collection[str]) -> dict[str, list[Any]]:
    said = {name: list(dict.fromkeys(value for row in rows if (value := getattr(row, name)))) for name in names}
    return {name: values for name, values in said.items() if values}
