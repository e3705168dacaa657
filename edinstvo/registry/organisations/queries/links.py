"""Who stood under whom and from when till when, as known today: what a change of the tree has to fit into."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from edinstvo.registry.organisations.models import Organisation, OrganisationKind, OrganisationParent, known


@dataclass(frozen=True)
class Link:
    """`child` stood under `parent` from the day `begin` till the day before `end`; None: it stands there today."""

    child_id: int
    parent_id: int
    begin: date
    end: date | None

    def overlaps(self, begin: date, end: date | None) -> bool:
        """Whether a day of the span is a day of the link."""
        return (end is None or self.begin < end) and (self.end is None or begin < self.end)


def links_above(ids: Collection[int]) -> list[Link]:
    """Under whom these organisations stood, each in the order of days; two queries."""
    closed = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "closed_on"))
    facts = OrganisationParent.objects.filter(known(), organisation_id__in=ids, parent__isnull=False)
    ordered = facts.order_by("organisation_id", "valid_from")
    found: list[Link] = []
    for child_id, of_one in groupby(ordered, key=lambda fact: fact.organisation_id):
        found += _spans(child_id, list(of_one), closed[child_id])
    return found


def links_below(id_: int) -> list[Link]:
    """What stood under the organisation; three queries."""
    once_below = OrganisationParent.objects.filter(known(), parent_id=id_).values_list("organisation_id", flat=True)
    return [link for link in links_above(list(once_below)) if link.parent_id == id_]


def stood_until(id_: int) -> date | None:
    """The day from which nothing stood under the organisation any more; None if nothing ever did, or something does."""
    ends = [link.end for link in links_below(id_)]
    return max((end for end in ends if end is not None), default=None)


def ids_above(parent_id: int, *, begin: date, end: date | None) -> set[int]:
    """The organisations that the parent stood under on any day of the span, itself included."""
    found, frontier = {parent_id}, [(parent_id, begin, end)]
    while frontier:
        spans = {id_: (since, until) for id_, since, until in frontier}
        links = [link for link in links_above(list(spans)) if link.overlaps(*spans[link.child_id])]
        frontier = [(link.parent_id, begin, end) for link in links if link.parent_id not in found]
        found |= {link.parent_id for link in links}
    return found


def types_of(ids: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    """For each organisation its types with their first days, in the order of days."""
    facts: QuerySet[OrganisationKind] = OrganisationKind.objects.filter(known(), organisation_id__in=list(ids))
    found: dict[int, list[tuple[date, str]]] = {}
    for fact in facts.order_by("valid_from"):
        found.setdefault(fact.organisation_id, []).append((fact.valid_from, fact.type))
    return found


def _spans(child_id: int, facts: list[OrganisationParent], closed_on: date | None) -> list[Link]:
    found = []
    for fact, following in zip(facts, [*facts[1:], None], strict=True):
        next_on = following.valid_from if following else None
        end = min((day for day in (next_on, closed_on) if day is not None), default=None)
        if fact.parent_id is not None and (end is None or fact.valid_from < end):
            found.append(Link(child_id, fact.parent_id, fact.valid_from, end))
    return found
