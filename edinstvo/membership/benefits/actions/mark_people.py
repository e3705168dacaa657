"""Say of people who takes part in the bonus programme, after that has changed."""

from collections.abc import Collection

from edinstvo.membership.benefits.models import Participation
from edinstvo.registry.members.actions.mark_holdings import mark_holdings


def mark_people(*, person_ids: Collection[int]) -> None:
    """Recount the locked people and mark them, inside the transaction of an act."""
    going_on = Participation.objects.filter(person_id__in=person_ids, ended_on=None)
    mark_holdings(mark="has_bonus", person_ids=person_ids, holder_ids=set(going_on.values_list("person_id", flat=True)))
