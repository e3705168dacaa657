"""Admitting somebody who is known already: namesakes are asked about, former members come back, the dead stay out."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import EndReason, Membership, Person
from tests.cast import Cast, a_union, found, visitor
from tests.registry.members.people import a_former_member, a_member, ended
from tests.registry.members.web.admitting import FULL, VETROVA, answer
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.forms import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_asks_about_a_namesake_and_believes_the_answer(cast: Cast) -> None:
    first = a_member(cast.berezovka, "Ветрова Нина Степановна", None)
    client = chair_of(cast.berezovka)
    asked = text(answer(client, VETROVA))
    assert "Это он же?" in asked
    assert f"/members/{first.person_id}/" in asked
    [who] = re.findall(r'name="asked" value="([^"]+)"', asked)
    assert answer(client, {**VETROVA, "asked": who, "is_another": "yes"}).status_code == 302
    assert Person.objects.count() == 2


def test_asks_anew_when_the_answer_was_about_somebody_else(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина Степановна", None)
    a_member(cast.berezovka, "Зимина Инна", None)
    client = chair_of(cast.berezovka)
    [who] = re.findall(r'name="asked" value="([^"]+)"', text(answer(client, VETROVA)))
    other = {"last_name": "Зимина", "first_name": "Инна", "asked": who, "is_another": "yes"}
    assert answer(client, other).status_code == 422
    assert Person.objects.count() == 2


def test_offers_to_bring_a_former_namesake_back(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, "Ветрова Нина Степановна", None)
    assert f"/members/{former.person_id}/return/" in text(answer(chair_of(cast.berezovka), VETROVA))


def test_says_where_only_of_its_own_branch(cast: Cast) -> None:
    a_member(cast.lyceum, "Ветрова Нина Степановна", date(1991, 7, 30))
    above = text(answer(signed_in(Role.STAFF, cast.galich), FULL, f"/members/new/?organisation={cast.berezovka.inpo}"))
    assert "Лицея" in above
    beside = text(answer(chair_of(cast.berezovka), FULL))
    assert "состоит на учёте в другой организации" in beside
    assert "Лицея" not in beside


def test_of_a_full_namesake_born_the_same_day_needs_a_word(cast: Cast) -> None:
    a_member(cast.lyceum, "Ветрова Нина Степановна", date(1991, 7, 30))
    client = chair_of(cast.berezovka)
    [who] = re.findall(r'name="asked" value="([^"]+)"', text(answer(client, FULL)))
    assert answer(client, {**FULL, "asked": who, "is_another": "yes"}).status_code == 302


@pytest.mark.parametrize("address", ["/members/new/", "/members/cards/"])
@pytest.mark.parametrize(("answer_given", "people"), [("is_same", 1), ("is_another", 2)])
def test_asks_whether_a_former_member_elsewhere_is_the_same_person(
    cast: Cast, address: str, answer_given: str, people: int
) -> None:
    a_former_member(cast.berezovka, "Ветрова Нина Степановна", date(1991, 7, 30))
    client = chair_of(cast.mtsensk_school)
    sent = {**FULL, "registered_on": "03.09.2026"}
    page = text(answer(client, sent, address))
    assert "раньше состоял на учёте в другой организации" in page
    assert "Берёзов" not in page
    assert 'value="Повар"' in page
    (who,) = re.findall(r'name="asked" value="([^"]*)"', page)[:1]
    answer(client, {**sent, "asked": who, answer_given: "yes"}, address)
    assert Membership.objects.filter(ended_on=None, organisation=cast.mtsensk_school).count() == 1
    assert Person.objects.count() == people


def test_says_when_a_former_stay_lasted_longer(cast: Cast) -> None:
    a_former_member(cast.berezovka, "Ветрова Нина Степановна", date(1991, 7, 30), until=date(2026, 10, 1))
    response = answer(chair_of(cast.berezovka), FULL)
    assert "состоял на учёте до 1 октября 2026 года" in text(response)


def test_again_brings_a_former_member_back(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, "Ветрова Нина", None)
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/return/"
    assert client.get(address).status_code == 200
    response = answer(client, {"category": "retired", "registered_on": "01.09.2026"}, address)
    assert response.headers["Location"] == f"/members/{former.person_id}/"
    stay = Membership.objects.get(ended_on=None)
    assert (stay.person_id, stay.registered_on, stay.category) == (former.person_id, date(2026, 9, 1), "retired")
    assert client.get(address).headers["Location"] == f"/members/{former.person_id}/"


def test_again_says_what_does_not_fit(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, until=date(2024, 6, 1))
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/return/"
    assert "до 1 июня 2024 года" in text(answer(client, {"registered_on": "31.05.2024"}, address))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "ещё не наступил" in text(answer(client, {"registered_on": f"{tomorrow:%d.%m.%Y}"}, address))


def test_again_is_not_for_somebody_who_moved_on(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    a_member(cast.mtsensk_school, since=date(2025, 1, 1))
    response = answer(chair_of(cast.berezovka), {}, f"/members/{former.person_id}/return/")
    assert response.status_code == 422
    assert "в другой организации" in text(response)
    assert "Мценск" not in text(response)


def test_again_tells_a_day_before_the_founding(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, "Ветрова Нина", None)
    young = found(cast.galich, "ППО Новой школы", type="primary", on=date(2026, 10, 1))
    client = visitor(Role.STAFF, cast.galich)
    address = f"/members/{former.person_id}/return/?organisation={young.inpo}"
    page = text(client.post(address, {"registered_on": "01.09.2026"}, follow=True))
    assert "«ППО Новой школы» основана позже" in page.replace("\xa0", " ")


def test_the_dead_are_offered_nowhere_and_told_of_with_the_way_to_correct_it(cast: Cast) -> None:
    died = ended(a_member(cast.berezovka), date(2024, 6, 1), reason=EndReason.DIED)
    page, again = f"/members/{died.person_id}/", f"/members/{died.person_id}/return/"
    keeper, stranger = chair_of(cast.berezovka), chair_of(cast.lyceum)
    assert again not in text(keeper.get(page))
    assert keeper.get(again).headers["Location"] == page
    assert "записана смерть" in text(keeper.get(page)).replace("\xa0", " ")
    typed = {"last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна", "birth_date": "12.03.1968"}
    told = answer(keeper, typed)
    assert (told.status_code, f"{page}correction/{died.pk}/" in text(told)) == (422, True)
    elsewhere = answer(stranger, typed)
    assert (elsewhere.status_code, page in text(elsewhere), "Берёзовской" in text(elsewhere)) == (422, False, False)
    [who] = re.findall(r'name="asked" value="([^"]*)"', elsewhere.content.decode())[:1]
    assert answer(stranger, {**typed, "asked": who, "is_another": "yes"}).status_code == 302
    assert Person.objects.count() == 2
