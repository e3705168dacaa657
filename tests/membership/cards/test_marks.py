"""Who holds a card is marked on their stays, and counted wherever they are on record."""

from datetime import date

import pytest

from edinstvo.foundation.tallies.queries import figures
from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.benefits.actions.mark_people import mark_people as mark_participants
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.actions.mark_people import mark_people
from edinstvo.membership.cards.models import Card
from edinstvo.registry.members.actions.mark_holdings import mark_holdings
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_member
from tests.registry.members.transfers import asked

ISSUED = date(2024, 2, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _gets_a_card(stay: Membership, number: str = "4400000000017") -> None:
    card = LoadedCard(number=number, kind="plastic", person_id=stay.person_id, issued_on=ISSUED)
    load_cards(actor=OPERATOR, cards=[card], at=NOW)
    mark_people(person_ids=[stay.person_id])


def _counted(cast: Cast, mark: str = "has_plastic_card") -> dict[str, int]:
    places = {"union": cast.union, "kostroma": cast.kostroma, "oryol": cast.oryol, "school": cast.berezovka}
    found = figures(measure=HOLDING_MEASURES[mark], organisation_ids=[place.pk for place in places.values()])
    return {name: found[place.pk] for name, place in places.items()}


def test_a_card_counts_in_every_organisation_above_once(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    _gets_a_card(stay)
    _gets_a_card(stay, "4400000000025")
    assert _counted(cast) == {"union": 1, "kostroma": 1, "oryol": 0, "school": 1}
    Card.objects.update(ended_on=date(2025, 1, 1), end_reason="lost")
    mark_people(person_ids=[stay.person_id])
    assert _counted(cast) == {"union": 0, "kostroma": 0, "oryol": 0, "school": 0}


def test_it_goes_along_with_a_transfer(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    _gets_a_card(stay)
    asked(stay, cast.mtsensk_school)
    assert Membership.objects.get(Membership.OPEN, person_id=stay.person_id).has_plastic_card
    assert _counted(cast) == {"union": 1, "kostroma": 0, "oryol": 1, "school": 0}


def test_a_merged_person_holds_what_either_held_and_a_split_one_their_own(cast: Cast) -> None:
    kept, other = a_member(cast.berezovka), a_member(cast.berezovka, is_another_person=True)
    _gets_a_card(other)
    merge = merged(kept, other)
    assert Membership.objects.get(Membership.OPEN, person_id=kept.person_id).has_plastic_card
    assert _counted(cast)["union"] == 1
    split(merge)
    holders = Membership.objects.filter(Membership.OPEN, has_plastic_card=True)
    assert [one.person_id for one in holders] == [other.person_id]
    assert _counted(cast)["union"] == 1


def test_the_bonus_programme_counts_alike(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    load_participations(
        actor=OPERATOR, participations=[LoadedParticipation(person_id=stay.person_id, began_on=ISSUED)], at=NOW
    )
    mark_participants(person_ids=[stay.person_id])
    assert _counted(cast, "has_bonus") == {"union": 1, "kostroma": 1, "oryol": 0, "school": 1}


def test_nothing_else_is_marked(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    with pytest.raises(ValueError, match="lacks_consent"):
        mark_holdings(mark="lacks_consent", person_ids=[stay.person_id], holder_ids=[])
