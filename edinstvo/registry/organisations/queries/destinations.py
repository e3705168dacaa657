"""Where an organisation can be moved to."""

from django.db.models import Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.models import AllowedParent, Organisation
from edinstvo.registry.organisations.permissions import foundable_below
from edinstvo.registry.organisations.queries.search import search_organisations


def destinations_of(organisation: Organisation, *, seen_by: Actor, text: str = "") -> QuerySet[Organisation]:
    """The open organisations that the actor may move it under, with words of the name or the number, if any are given.

    By the types of today, without what it is under already and what is under it; what else keeps it from standing there
    on a day the act says. Raises InpoMistyped.
    """
    types = AllowedParent.objects.filter(type=organisation.type).values_list("parent_type", flat=True)
    found = search_organisations(text, seen_by=seen_by) if text else Organisation.objects.order_by("name_key", "pk")
    within = Q(primary_id=organisation.primary_id) if organisation.level is None else Q()
    return (
        found.filter(foundable_below(seen_by), within, type__in=list(types), closed_on=None)
        .exclude(pk=organisation.parent_id or 0)
        .exclude(path__gte=organisation.path, path__lt=f"{organisation.path}~")
    )
