"""Cards in bulk, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.models import Card
from tests.cast import NOW, OPERATOR, a_union, staff
from tests.registry.members.people import a_member

ISSUED, ENDED = date(2024, 2, 1), date(2025, 3, 1)


def _card(person_id: int, number: str = "4400000000017", **said: object) -> LoadedCard:
    told = {"number": number, "kind": "plastic", "person_id": person_id, "issued_on": ISSUED, **said}
    return LoadedCard(**told)  # type: ignore[arg-type]  # any field


@pytest.mark.django_db
class TestLoading:
    def test_keeps_them_with_one_entry(self) -> None:
        person = a_member(a_union().berezovka).person
        cards = [_card(person.pk), _card(person.pk, "4400000000025", ended_on=ENDED, end_reason="lost")]
        assert load_cards(actor=OPERATOR, cards=cards, at=NOW) == 2
        entry = Entry.objects.latest("pk")
        assert (entry.verb, entry.after) == ("cards_loaded", {"cards": 2})
        held = {day: Card.objects.filter(Card.held_on(day)).count() for day in (date(2024, 1, 31), ISSUED, ENDED)}
        assert held == {date(2024, 1, 31): 0, ISSUED: 2, ENDED: 1}

    def test_takes_the_power_everywhere(self) -> None:
        cast = a_union()
        person = a_member(cast.berezovka).person
        with pytest.raises(PowerMissing):
            load_cards(actor=staff(cast.kostroma), cards=[_card(person.pk)], at=NOW)
        assert not Card.objects.exists()

    @pytest.mark.parametrize(
        "said",
        [
            {"ended_on": ENDED},
            {"end_reason": "lost"},
            {"ended_on": date(2024, 1, 1), "end_reason": "lost"},
            {"number": "4400000000009"},
        ],
    )
    def test_what_cannot_be_is_refused_whole(self, said: dict[str, object]) -> None:
        person = a_member(a_union().berezovka).person
        load_cards(actor=OPERATOR, cards=[_card(person.pk, "4400000000009")], at=NOW)
        wrong = _card(person.pk, **{"number": "4400000000033", **said})  # type: ignore[arg-type]  # any field
        with pytest.raises(IntegrityError), transaction.atomic():
            load_cards(actor=OPERATOR, cards=[_card(person.pk), wrong], at=NOW)
        assert Card.objects.count() == 1
