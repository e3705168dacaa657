"""What to mend next: the score, what lacks most, where, whose; and that it is nobody else's."""

import re
from typing import Any

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import Cast, a_union, a_user
from tests.registry.members.people import BEGAN, a_member
from tests.registry.members.web.doors import QUERIES, browser_of, chair_of, signed_in

WHOLE = MembershipDetails(joined_on=BEGAN, category="pedagogical")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def page(client: Client, address: str = "/members/completeness/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.content.decode())


def a_complete_one(place: Any, name: str) -> None:
    a_member(place, name, details=WHOLE, sex="female", phone="+79105550112")


def test_says_the_score_and_what_lacks_most_first(cast: Cast) -> None:
    a_complete_one(cast.berezovka, "Полная Анна")
    for name in ("Первая Анна", "Вторая Анна"):
        a_member(cast.berezovka, name, details=WHOLE, sex="female")
    a_member(cast.berezovka, "Третья Анна", None, details=MembershipDetails(joined_on=BEGAN), sex="female")
    html = page(chair_of(cast.berezovka))
    # Twenty values, of which three telephones, one birth date and one category lack.
    assert "Известно 15 из 20 сведений" in html
    assert "75 %" in html
    lists = re.findall(r"lacks=(\w+)\"", html)
    assert lists[0] == "phone"
    assert set(lists) == {"phone", "birth_date", "category"}
    assert f"organisation={cast.berezovka.inpo}&amp;lacks=phone" in html


def test_leads_to_the_very_fields_of_the_records_that_lack_most(cast: Cast) -> None:
    worst = a_member(cast.berezovka, "Худшая Анна", None, details=MembershipDetails())
    a_member(cast.berezovka, "Лучшая Анна", details=WHOLE, sex="female")
    html = page(chair_of(cast.berezovka))
    assert html.index("Худшая") < html.index("Лучшая")
    for name in ("birth_date", "sex", "category", "joined_on", "phone"):
        assert f'/members/{worst.person_id}/record/#id_{name}"' in html


def test_only_names_the_fields_to_whoever_may_not_fill_them_in(cast: Cast) -> None:
    a_member(cast.berezovka, details=WHOLE)
    html = page(signed_in(Role.AUDITOR, cast.berezovka))
    assert "телефон" in html
    assert "/record/" not in html


def test_shows_the_widest_gaps_below_first(cast: Cast) -> None:
    for name in ("Первая Анна", "Вторая Анна"):
        a_member(cast.lyceum, name)
    a_member(cast.berezovka, "Третья Анна")
    a_complete_one(cast.college, "Полная Анна")
    client = signed_in(Role.STAFF, cast.kostroma)
    below = page(client).partition('id="below"')[2]
    names = re.findall(r'class="name" href="[^"]+">([^<]+)<', below)
    assert names[0] == "Галичская районная организация"
    assert "100 %" in below
    deeper = page(client, f"/members/completeness/?organisation={cast.galich.inpo}").partition('id="below"')[2]
    assert deeper.index("Лицея") < deeper.index("Берёзовской")
    assert f"organisation={cast.lyceum.inpo}&amp;incomplete=1" in deeper


def test_is_walked_by_the_gap_there_and_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edinstvo.registry.members.web.completeness._SHOWN", 1)
    a_member(cast.lyceum)
    client = signed_in(Role.STAFF, cast.galich)
    first = page(client)
    assert "Лицея" in first.partition('id="below"')[2]
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = page(client, following)
    assert "Берёзовской" in second.partition('id="below"')[2]
    before = re.findall(r'rel="prev" href="([^"]+)"', second)[0].replace("&amp;", "&")
    assert "Лицея" in page(client, before).partition('id="below"')[2]


def test_says_so_where_nobody_is_or_nothing_lacks(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    assert "Здесь пока никого нет на учёте" in page(client)
    a_complete_one(cast.berezovka, "Полная Анна")
    html = page(client)
    assert "Записи у всех полные." in html
    assert "100 %" in html


def test_asks_which_branch_where_there_are_several(cast: Cast) -> None:
    two = a_user("two", grants=[(Role.STAFF, cast.galich), (Role.STAFF, cast.oryol)])
    html = page(browser_of(two))
    assert f"?organisation={cast.galich.inpo}" in html
    assert "Орловская областная организация" in html


@pytest.mark.parametrize("place", ["mtsensk_school", "oryol", "galich"])
def test_of_a_strangers_organisation_is_missing(cast: Cast, place: str) -> None:
    address = f"/members/completeness/?organisation={getattr(cast, place).inpo}"
    assert chair_of(cast.berezovka).get(address).status_code == 404


def test_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        a_member(cast.berezovka, f"Анна{number * 'а'} Анна", None, is_another_person=True)
    for client in (chair_of(cast.berezovka), signed_in(Role.STAFF, cast.union)):
        with django_assert_max_num_queries(QUERIES):
            client.get("/members/completeness/")


def test_is_told_on_the_page_of_the_organisation_and_at_home(cast: Cast) -> None:
    a_member(cast.berezovka, details=WHOLE, sex="female")
    client = chair_of(cast.berezovka)
    address = f"/members/completeness/?organisation={cast.berezovka.inpo}"
    shown = page(client, f"/organisations/{cast.berezovka.inpo}/")
    assert all(words in shown for words in ("Полнота записей", "80 %", address))
    assert address in page(client, "/")


@pytest.mark.parametrize(("lacks", "expected"), [("sex", ["Первая"]), ("joined_on", ["Вторая"])])
def test_every_lack_has_its_list(cast: Cast, lacks: str, expected: list[str]) -> None:
    a_member(cast.berezovka, "Первая Анна", details=WHOLE, phone="+79105550112")
    a_member(cast.berezovka, "Вторая Анна", details=MembershipDetails(category="retired"), sex="female")
    html = page(chair_of(cast.berezovka), f"/members/?lacks={lacks}")
    assert re.findall(r'class="name" href="[^"]+">(\w+) ', html) == expected
