"""Say of people which cards they hold, after their cards have changed."""

from collections.abc import Collection

from edinstvo.membership.cards.models import Card, CardKind
from edinstvo.registry.members.actions.mark_holdings import mark_holdings

_MARKS = {CardKind.PLASTIC: "has_plastic_card", CardKind.VIRTUAL: "has_virtual_card"}


def mark_people(*, person_ids: Collection[int]) -> None:
    """Recount the locked people and mark them, inside the transaction of an act."""
    for kind, mark in _MARKS.items():
        held = Card.objects.filter(Card.ISSUED, person_id__in=person_ids, kind=kind, ended_on=None)
        holders = set(held.values_list("person_id", flat=True))
        mark_holdings(mark=mark, person_ids=person_ids, holder_ids=holders)
