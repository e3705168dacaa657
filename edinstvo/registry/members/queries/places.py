"""The organisations around a list of members: where one can go up, down, and into the parts of a primary."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisations

# More than a list to choose from can hold; above it one goes by the tree of organisations.
MOST_CHILDREN = 300


def places_around(place: Organisation, *, seen_by: Actor) -> list[Organisation]:
    """Those above the place that the actor sees, the place, and the open ones right under it by name; one query."""
    around = organisations(seen_by=seen_by).filter(Q(pk__in=place.chain_ids) | Q(parent=place, closed_on__isnull=True))
    rows = list(around.order_by("name_key", "pk")[: MOST_CHILDREN + len(place.chain_ids)])
    chain = sorted((row for row in rows if row.pk in place.chain_ids), key=lambda row: len(row.path))
    return [*chain, *(row for row in rows if row.parent_id == place.pk)]


def places_within(primary: Organisation) -> list[Organisation]:
    """The primary organisation (or the part of one) and its open parts, each after what it belongs to."""
    return list(
        Organisation.objects.filter(
            primary_id=primary.primary_id, path__gte=primary.path, path__lt=f"{primary.path}~", closed_on__isnull=True
        ).order_by("path")
    )
