"""The list of members: what it shows to whom, how it is paged, and at what price."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership, Person
from tests.cast import Cast, a_union, a_user
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, browser_of, chair_of, signed_in
from tests.registry.members.web.lists import TEACHER, names, page

FULL: Any = {"sex": "female", "phone": "+79105550112"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_shows_who_is_on_record_today(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина", details=TEACHER, **FULL)
    a_member(cast.berezovka, "Абрамова Анна", None)
    a_former_member(cast.berezovka, "Бывшая Вера")
    a_member(cast.lyceum, "Чужая Вера")
    html = page(chair_of(cast.berezovka))
    assert names(html) == ["Абрамова Анна", "Ветрова Нина"]
    assert "2 человека состоят на учёте сегодня" in html
    assert "Учитель" in html
    assert "0044-17" in html
    assert "Нет даты рождения, пола, категории, телефона" in html
    assert "+7 910 555-01-12" in html


def test_carries_counts_on_its_chips(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина", date(2004, 1, 1), details=TEACHER, **FULL)
    a_member(cast.berezovka, "Абрамова Анна")
    a_former_member(cast.berezovka, "Бывшая Вера")
    chips = re.findall(
        r'<a class="chip" href="([^"]*)"[^>]*>([^<]+) <span class="n">(\d+)', page(chair_of(cast.berezovka))
    )
    assert chips == [
        ("?", "Состоят", "2"),
        ("?incomplete=1", "Неполные", "1"),
        ("?age_to=35", "До 35 лет включительно", "1"),
        ("?state=former", "Выбывшие", "1"),
    ]


def test_is_walked_by_ids_there_and_back(cast: Cast) -> None:
    first = a_member(cast.berezovka, "Аа Анна")
    copies = [Membership(**{**_values(first), "id": None, "person_id": first.person_id}) for _ in range(119)]
    for row in copies:
        row.ended_on, row.end_reason = date(2024, 1, 1), "other"
    Membership.objects.bulk_create(copies)
    client, walked, address = chair_of(cast.berezovka), [], "/members/?state=former"
    while address:
        html = page(client, address)
        walked.append(len(names(html)))
        forward = re.search(r'rel="next" href="([^"]+)"', html)
        address = "/members/" + forward[1].replace("&amp;", "&") if forward else ""
        assert "after" not in address or re.fullmatch(r"/members/\?state=former&after=\d+", address)
    assert walked == [50, 50, 19]
    back = re.search(r'rel="prev" href="([^"]+)"', html)
    assert back is not None
    assert len(names(page(client, "/members/" + back[1].replace("&amp;", "&")))) == 50


def test_answers_htmx_with_the_list_alone(cast: Cast) -> None:
    a_member(cast.berezovka, "Абрамова Анна")
    client = chair_of(cast.berezovka)
    answer = client.get("/members/?q=абра", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert names(html) == ["Абрамова Анна"]
    assert "<html" not in html
    assert 'id="chips" hx-swap-oob="true"' in html
    assert "HX-Request" in answer.headers["Vary"]
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/members/", headers=restored).content.decode()


def test_offers_the_organisations_below_and_keeps_the_question(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина")
    a_member(cast.lyceum, "Абрамова Анна")
    client = signed_in(Role.STAFF, cast.galich)
    html = page(client, "/members/?incomplete=1")
    assert names(html) == ["Абрамова Анна", "Ветрова Нина"]
    assert f'<option value="{cast.lyceum.inpo}"' in html
    narrowed = page(client, f"/members/?organisation={cast.lyceum.inpo}")
    assert names(narrowed) == ["Абрамова Анна"]
    assert f'href="?organisation={cast.lyceum.inpo}&amp;incomplete=1"' in narrowed
    assert f"/members/new/?organisation={cast.lyceum.inpo}" in narrowed


def test_cuts_a_part_of_a_primary(cast: Cast) -> None:
    a_member(cast.college, "Ветрова Нина")
    a_member(cast.group, "Абрамова Анна")
    client = chair_of(cast.college)
    assert names(page(client, f"/members/?organisation=n{cast.evening_department.pk}")) == ["Абрамова Анна"]


@pytest.mark.parametrize("asked", ["lyceum", "galich", "mtsensk_school", "oryol", "union"])
def test_of_a_strangers_organisation_is_missing(cast: Cast, asked: str) -> None:
    address = f"/members/?organisation={getattr(cast, asked).inpo}"
    assert chair_of(cast.berezovka).get(address).status_code == 404


@pytest.mark.parametrize("number", ["1", "abc", "0000000000", "n0", "n99999999999999999999", "n5", "'"])
def test_of_an_organisation_that_is_none_is_missing(cast: Cast, number: str) -> None:
    assert chair_of(cast.berezovka).get("/members/", {"organisation": number}).status_code == 404


def test_of_two_branches_holds_both(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина")
    a_member(cast.mtsensk_school, "Абрамова Анна")
    both = a_user("both", grants=[(Role.CHAIR, cast.berezovka), (Role.AUDITOR, cast.mtsensk_school)])
    html = page(browser_of(both))
    assert names(html) == ["Абрамова Анна", "Ветрова Нина"]
    assert "Принять в Профсоюз" not in html


def test_of_nobody_asks_for_the_list(cast: Cast) -> None:
    html = page(chair_of(cast.berezovka))
    assert "Здесь пока никого" in html
    assert f"/imports/new/?organisation={cast.berezovka.inpo}" in html or "Загрузить список" in html
    assert "Загрузить список" not in page(signed_in(Role.AUDITOR, cast.lyceum))


def test_sends_a_stranger_to_the_door(cast: Cast) -> None:
    assert Client().get("/members/").status_code == 302
    assert browser_of(a_user("nobody")).get("/members/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/members/", "/members/?q=иванова", "/members/?state=all&sort=oldest", "/members/?age_to=35", "/members/?on=2020"],
)
@pytest.mark.parametrize(("role", "place"), [(Role.CHAIR, "berezovka"), (Role.STAFF, "galich"), (Role.STAFF, "union")])
def test_asks_the_database_little_however_many_there_are(
    cast: Cast, django_assert_max_num_queries: Any, role: Role, place: str, address: str
) -> None:
    client = signed_in(role, getattr(cast, place))
    for number in range(8):
        a_member(cast.berezovka, f"Иванова Анна {'Я' * (number + 1)}")
    with django_assert_max_num_queries(QUERIES):
        client.get(address)


def test_shows_names_as_text_and_never_as_markup(cast: Cast) -> None:
    hostile = a_member(cast.berezovka)
    # No act takes such a name; what came from elsewhere must stay a text too.
    Person.objects.filter(pk=hostile.person_id).update(last_name="<script>alert(1)</script>", first_name='"Анна"')
    html = page(chair_of(cast.berezovka), "/members/?q=<b>script</b>")
    assert "<script>alert" not in html
    assert "<b>script" not in html


def _values(row: Membership) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Membership._meta.concrete_fields}
