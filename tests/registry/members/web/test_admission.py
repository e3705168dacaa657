"""Admitting through the page: what is asked, what is answered, and that a button acts once."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import Membership, Person
from tests.cast import NOW, Cast, a_union, a_user
from tests.registry.members.web.admitting import FULL, VETROVA, answer
from tests.registry.members.web.doors import QUERIES, browser_of, chair_of, signed_in
from tests.registry.members.web.forms import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


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
