"""Who held no card of a kind on a past day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from edinstvo.membership.cards.models import Card, CardKind
from edinstvo.registry.members.queries.held_then import LackedOn, tell_who_lacked


def _without(kind: CardKind) -> LackedOn:
    def lacked(day: date) -> Q:
        return ~Q(Exists(Card.objects.filter(Card.held_on(day), kind=kind, person_id=OuterRef("person_id"))))

    return lacked


tell_who_lacked("plastic_card", _without(CardKind.PLASTIC))
tell_who_lacked("virtual_card", _without(CardKind.VIRTUAL))
