"""Where lists can be brought."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.search import search_organisations


def places_for_lists(*, text: str, seen_by: Actor) -> QuerySet[Organisation]:
    """The open primary organisations that the actor brings lists into, with words of the name or the number, if any.

    Raises InpoMistyped.
    """
    found = search_organisations(text, seen_by=seen_by) if text else Organisation.objects.order_by("name_key", "pk")
    takes_lists = found.filter(closed_on=None, primary__isnull=False, inpo__isnull=False)
    return takes_lists.filter(seen_by.scope(Power.IMPORT_MEMBERS)).select_related("parent")
