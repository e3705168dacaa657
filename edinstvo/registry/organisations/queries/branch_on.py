"""A branch as it was on a past day: its organisations by the dated tree, and how many people were on their record."""

from datetime import date

from django.db.models import Q

from edinstvo.foundation.access.branches import Level
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.queries.facts import in_force
from edinstvo.registry.organisations.queries.placed import people_models


def ids_on(organisation: Organisation, *, on: date, known_on: date | None = None, levels: int = 10) -> dict[int, int]:
    """The ids of all that stood below the organisation on the day, closed or not, each with the id it stood under."""
    facts = in_force(OrganisationParent.objects.filter(known(on=known_on), valid_from__lte=on))
    parents: dict[int, int] = {}
    above = [organisation.pk]
    for _ in range(levels):
        found = dict(facts.filter(parent_id__in=above).values_list("organisation_id", "parent_id"))
        parents |= {id_: parent_id for id_, parent_id in found.items() if parent_id is not None}
        above = list(found)
        if not above:
            break
    return parents


def people_on(organisation: Organisation, *, on: date) -> int:
    """How many people were on record in the branch, as it stood on the day, by what is known today.

    A number, whoever asks: the names are those of the branches they lie in today. In the union stood everybody, also
    whose organisation is known to stand from a later day only.
    """
    below = (
        Q()
        if organisation.level is Level.UNION
        else Q(organisation_id__in=[organisation.pk, *ids_on(organisation, on=on)])
    )
    return sum(model.objects.filter(model.counted_on(on), below).count() for model in people_models())
