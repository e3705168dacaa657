"""Admitting through the page: what is asked, what is answered, and that a button acts once."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import EndReason, Membership, Person
from tests.cast import NOW, Cast, a_union, a_user, found, visitor
from tests.registry.members.people import a_former_member, a_member, ended
from tests.registry.members.web.doors import QUERIES, browser_of, chair_of, signed_in

VETROVA = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "Степановна"}
FULL = {
    **VETROVA,
    "sex": "female",
    "birth_date": "30 июля 1991 г.",
    "phone": "8 (910) 555-01-12",
    "email": "Nina@Example.org",
    "category": "support",
    "position": "Повар",
    "application_on": "1.9.2026",
    "decision_on": "03.09.2026",
    "decision_number": "4",
    "ticket_number": "0044-17",
}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def answer(client: Client, said: dict[str, Any], address: str = "/members/new/") -> Any:
    return client.post(address, said)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_keeps_everything_that_was_said(cast: Cast) -> None:
    response = answer(chair_of(cast.berezovka), FULL)
    stay = Membership.objects.select_related("person").get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/members/{stay.person_id}/")
    human = stay.person
    assert (human.birth_date, human.phone, human.email) == (date(1991, 7, 30), "+79105550112", "nina@example.org")
    assert (stay.registered_on, stay.joined_on, stay.decision_number) == (date(2026, 9, 3), date(2026, 9, 3), "4")
    assert (stay.position, stay.category, stay.organisation_id) == ("Повар", "support", cast.berezovka.pk)
    assert not stay.is_incomplete


def test_needs_only_the_name(cast: Cast) -> None:
    answer(chair_of(cast.berezovka), VETROVA)
    stay = Membership.objects.get()
    assert stay.registered_on == stay.joined_on == timezone.localdate()
    response = answer(chair_of(cast.berezovka), {"last_name": "Без имени"})
    assert response.status_code == 422
    assert 'href="#id_first_name"' in text(response)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birth_date", "31.02.1991", "Такого дня в календаре нет"),
        ("birth_date", "вчера", "не похоже на дату"),
        ("birth_date", "01.01.2099", "ещё не наступил"),
        ("birth_date", "01.01.1890", "не старше 100"),
        ("birth_date", "01.01.2020", "с 14 лет"),
        ("phone", "2-34-56", "не полный номер"),
        ("last_name", "Вeтрова", "латинские: e"),
        ("email", "нет", "адрес"),
        ("registered_on", "01.01.2099", "ещё не наступил"),
        ("registered_on", "01.01.1990", "раньше даты рождения"),
        ("joined_on", "29.07.1991", "раньше даты рождения"),
        ("joined_on", "29.07.2005", "не было 14 лет: членом профсоюза он мог стать не раньше 30 июля 2005"),
        ("registered_on", "29.07.2005", "не было 14 лет"),
        ("has_no_middle_name", "on", "Оставьте что-то одно"),
    ],
)
def test_says_beside_the_field_what_is_wrong(cast: Cast, field: str, typed: str, sentence: str) -> None:
    response = answer(chair_of(cast.berezovka), {**FULL, field: typed})
    assert response.status_code == 422
    html = text(response)
    assert sentence.lower() in html.lower()
    assert f'href="#id_{field}"' in html
    assert not Membership.objects.exists()


def test_sums_up_what_is_wrong_in_the_order_of_the_form(cast: Cast) -> None:
    html = text(answer(chair_of(cast.berezovka), {**FULL, "birth_date": "31.02.1991", "phone": "1", "email": "нет"}))
    told = re.findall(r'<a href="#id_(\w+)">', html)
    assert told == ["birth_date", "phone", "email"]


def test_signs_that_stand_in_no_name_are_told_beside_each_name(cast: Cast) -> None:
    response = answer(chair_of(cast.berezovka), {**VETROVA, "last_name": "<b>Ветрова</b>", "first_name": "Нина 2"})
    assert response.status_code == 422
    assert "Уберите: &lt;, &gt;, /" in text(response)
    assert "Уберите: 2" in text(response)
    assert not Person.objects.exists()


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


def test_lets_choose_a_part_of_the_primary(cast: Cast) -> None:
    client = chair_of(cast.college)
    assert "Профгруппа преподавателей" in text(client.get("/members/new/"))
    answer(client, {**VETROVA, "place": str(cast.group.pk)})
    assert Membership.objects.get().organisation_id == cast.group.pk
    assert answer(client, {**FULL, "last_name": "Иная", "place": str(cast.lyceum.pk)}).status_code == 422


def test_asks_somebody_above_where_to(cast: Cast) -> None:
    client = signed_in(Role.STAFF, cast.galich)
    assert "В какую организацию?" in text(client.get("/members/new/"))
    assert client.get(f"/members/new/?organisation={cast.lyceum.inpo}").status_code == 200
    answer(client, VETROVA, f"/members/new/?organisation={cast.lyceum.inpo}")
    assert Membership.objects.get().organisation_id == cast.lyceum.pk


@pytest.mark.parametrize("place", ["lyceum", "galich", "mtsensk_school"])
def test_of_a_stranger_is_missing(cast: Cast, place: str) -> None:
    address = f"/members/new/?organisation={getattr(cast, place).inpo}"
    client = chair_of(cast.berezovka)
    assert client.get(address).status_code == 404
    assert answer(client, VETROVA, address).status_code == 404
    assert signed_in(Role.AUDITOR, cast.berezovka).get("/members/new/").status_code == 404


def test_goes_on_from_the_draft_and_forgets_it(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    data = {"last_name": ["Ветрова"], "organisation": [cast.berezovka.inpo]}
    Draft.objects.create(user=User.objects.get(), form="members-admit", subject="new", data=data, saved_at=NOW)
    assert 'value="Ветрова"' in text(client.get("/members/new/"))
    answer(client, VETROVA)
    assert not Draft.objects.exists()


def test_of_a_draft_begun_above_remembers_where(cast: Cast) -> None:
    user = a_user("above", grants=[(Role.STAFF, cast.galich)])
    data = {"last_name": ["Ветрова"], "organisation": [cast.lyceum.inpo]}
    Draft.objects.create(user=user, form="members-admit", subject="new", data=data, saved_at=NOW)
    assert "Лицея" in text(browser_of(user).get("/members/new/"))


def test_of_a_button_pressed_twice_happens_once(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    [once] = re.findall(r'name="once" value="([^"]+)"', text(client.get("/members/new/")))[:1]
    first, second = (answer(client, {**VETROVA, "once": once}) for _ in range(2))
    assert Membership.objects.count() == 1
    assert first.url == second.url


@pytest.mark.parametrize("name", ["snils", "inn"])
def test_asks_for_state_numbers_only_where_they_are_kept(cast: Cast, settings: Any, name: str) -> None:
    client = chair_of(cast.berezovka)
    assert f"id_{name}" not in text(client.get("/members/new/"))
    settings.STORE_SNILS = settings.STORE_INN = True
    assert f"id_{name}" in text(client.get("/members/new/"))
    answer(client, {**FULL, "snils": "112-233-445 95", "inn": "500100732259"})
    assert (Person.objects.get().snils, Person.objects.get().inn) == ("11223344595", "500100732259")


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


@pytest.mark.parametrize("address", ["/members/new/"])
def test_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any, address: str) -> None:
    client = chair_of(cast.college)
    with django_assert_max_num_queries(QUERIES):
        client.get(address)


def test_a_day_before_the_founding_is_kept_and_told_with_a_way_to_correct_it(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    page = text(client.post("/members/new/", {**VETROVA, "registered_on": "31.08.1990"}, follow=True))
    stay = Membership.objects.get()
    assert stay.registered_on == date(1990, 8, 31)
    told = "Ветрова Нина Степановна на учёте с 31 августа 1990 года: по реестру организация "
    assert f"{told}«{cast.berezovka.short_name}» основана позже," in page.replace("\xa0", " ")
    assert f'<a href="/members/{stay.person_id}/correction/{stay.pk}/">Исправить даты</a>' in page.replace("\xa0", " ")
    assert "основана позже" not in text(client.get(f"/members/{stay.person_id}/"))
    plain = text(client.post("/members/new/", {**FULL, "last_name": "Белова"}, follow=True))
    assert "основана позже" not in plain


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
