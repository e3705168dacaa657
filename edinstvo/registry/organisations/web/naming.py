"""What organisations are called where slices below show them."""

from collections.abc import Collection, Mapping

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.places import names_places
from edinstvo.registry.organisations.queries.standing import organisations


@names_places
def short_names(ids: Collection[int], seen_by: Actor) -> Mapping[int, str]:
    """Short names by id."""
    return dict(organisations(seen_by=seen_by).filter(pk__in=ids).values_list("pk", "short_name"))
