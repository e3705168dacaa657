"""Paper cards of people whom the register knows: told at once, put aside, or brought back as the same person."""

import re
from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import Membership
from tests.cast import Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.cards import CARDS, typed, value
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.forms import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_namesake_is_told_and_can_be_put_aside_and_taken_up(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    a_member(cast.berezovka, "Ветрова Нина Степановна", None)
    html = text(typed(client))
    assert "Это он же?" in html
    assert re.search(r'<button[^>]*name="aside"[^>]*autofocus', html)
    assert len(re.findall("autofocus", html)) == 1
    assert typed(client, aside="yes").status_code == 302
    assert Membership.objects.count() == 1
    listed = text(client.get(CARDS)).partition('id="aside"')[2]
    card = Draft.objects.get(form="members-card-aside")
    assert "ветрова нина степановна" in listed
    taken_up = text(client.get(f"{CARDS}?card={card.pk}"))
    assert value(taken_up, "birth_date") == "010280"
    said = {"card": str(card.pk), "is_another": "yes", "asked": "ветрова нина степановна 1980-02-01"}
    assert typed(client, **said).status_code == 302
    assert Membership.objects.count() == 2
    assert not Draft.objects.exists()


def test_somebody_on_record_already_is_told_at_once(cast: Cast) -> None:
    stay = a_member(cast.lyceum, "Ветрова Нина Степановна", date(1980, 2, 1))
    html = text(typed(signed_in(Role.STAFF, cast.galich), f"{CARDS}?organisation={cast.berezovka.inpo}"))
    assert "на учёте" in html.partition('class="note stop"')[2]
    assert f"/members/{stay.person_id}/" in html


def test_of_somebody_elsewhere_nothing_is_told_but_that_they_are(cast: Cast) -> None:
    stay = a_member(cast.mtsensk_school, "Ветрова Нина Степановна", date(1980, 2, 1), phone="+79105550112")
    html = text(typed(chair_of(cast.berezovka)))
    assert "на учёте в другой организации" in html
    assert "Мценск" not in html
    assert f"/members/{stay.person_id}/" not in html


def test_a_likely_duplicate_is_told_at_once(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    stay = a_member(cast.berezovka, "Ветрова Нина Степановна", date(1980, 2, 1), sex="female")
    html = text(typed(client, last_name="ветрва"))
    assert "Похоже, этот человек уже на учёте" in html
    assert f"/members/{stay.person_id}/" in html
    typed(client, last_name="ветрва", is_another="yes", asked="ветрва нина степановна 1980-02-01")
    assert Membership.objects.count() == 2


def test_a_former_member_comes_back_as_the_same_person(cast: Cast) -> None:
    left = a_former_member(cast.lyceum, "Ветрова Нина Степановна", date(1980, 2, 1))
    client = signed_in(Role.STAFF, cast.galich)
    address = f"{CARDS}?organisation={cast.berezovka.inpo}"
    assert "registered_on" in text(typed(client, address))
    refused = text(typed(client, address, registered_on="01.09.2025"))
    assert "состоял в профсоюзе до 1 июня 2024" in refused
    assert value(refused, "joined_on") == "2015"
    typed(client, address, registered_on="01.09.2025", joined_on="01.09.2025")
    assert Membership.objects.get(ended_on=None).person_id == left.person_id
