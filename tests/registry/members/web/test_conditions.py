"""The list of members under conditions: what the address asks is answered, counted, or told where it is mistyped."""

import re
from datetime import date
from typing import Any

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.models import Membership
from tests.cast import Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.suspending import suspended
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.lists import TEACHER, names, page

FULL: Any = {"sex": "female", "phone": "+79105550112"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?incomplete=1", ["Абрамова Анна"]),
        ("?state=former", ["Бывшая Вера"]),
        ("?state=all", ["Абрамова Анна", "Бывшая Вера", "Ветрова Нина"]),
        ("?category=pedagogical", ["Ветрова Нина"]),
        ("?age_to=35", ["Ветрова Нина"]),
        ("?age_from=36", ["Абрамова Анна"]),
        ("?sort=-name", ["Ветрова Нина", "Абрамова Анна"]),
        ("?sort=youngest", ["Ветрова Нина", "Абрамова Анна"]),
        ("?sort=nonsense&state=nonsense&category=nonsense&after=nonsense", ["Абрамова Анна", "Ветрова Нина"]),
    ],
)
def test_answers_what_the_address_asks(cast: Cast, asked: str, expected: list[str]) -> None:
    a_member(cast.berezovka, "Ветрова Нина", date(2004, 1, 1), details=TEACHER, **FULL)
    a_member(cast.berezovka, "Абрамова Анна")
    a_former_member(cast.berezovka, "Бывшая Вера")
    assert names(page(chair_of(cast.berezovka), f"/members/{asked}")) == expected


@pytest.mark.parametrize("address", ["?age_from=много", "?state=all&came_from=31.02.2020", "?q=абрамова&on=завтра"])
def test_a_mistyped_condition_gives_no_larger_list_than_was_asked_for(cast: Cast, address: str) -> None:
    a_member(cast.berezovka)
    client = chair_of(cast.berezovka)
    html = page(client, f"/members/{address}", status=422)
    assert "Одно из условий непонятно" in html
    assert names(html) == []
    assert not re.search("Выгрузить|Сохранить список|Никто", html)
    for act in ("export/", "lists/new/", "category/", "electronic/"):
        answer = client.get(f"/members/{act}{address}")
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/members/"), act
        assert names(page(client, answer.headers["Location"], status=422)) == []
    assert not Reading.objects.exists()


def test_says_beside_the_number_what_is_mistyped(cast: Cast) -> None:
    a_member(cast.berezovka)
    html = page(chair_of(cast.berezovka), "/members/?age_from=много", status=422)
    assert html.count("Напишите число лет") == 2


def test_looks_under_the_conditions_that_stand_beside_the_words(cast: Cast) -> None:
    a_member(cast.berezovka, "Абрамова Анна", date(1960, 1, 1))
    a_member(cast.berezovka, "Абрамова Нина", date(2004, 1, 1))
    a_former_member(cast.berezovka, "Абрамова Вера", until=date(2024, 6, 1))
    client = chair_of(cast.berezovka)
    assert names(page(client, "/members/?q=абрамова")) == ["Абрамова Анна", "Абрамова Нина", "Абрамова Вера"]
    html = page(client, "/members/?q=абрамова&age_to=35")
    assert names(html) == ["Абрамова Нина"]
    assert "Поиск при условиях: на учёте, до 35 лет включительно" in re.sub("&nbsp;|\xa0", " ", html)
    assert 'hx-params="q,organisation,on,age_to"' in html
    left = page(client, "/members/?q=абромова&state=former&left_from=01.06.2024&left_to=30.06.2024")
    assert names(left) == ["Абрамова Вера"]
    (everybody,) = re.findall(r'href="(\?[^"]*)">Искать среди всех', left)
    assert len(names(page(client, f"/members/{everybody}"))) == 3
    assert names(page(client, "/members/?q=абрамова&state=former&left_to=01.01.2024")) == []


def test_finds_with_a_typo_and_says_when_nobody_is_found(cast: Cast) -> None:
    a_member(cast.berezovka, "Абрамова Анна")
    a_former_member(cast.berezovka, "Абрамова Вера")
    client = chair_of(cast.berezovka)
    found = page(client, "/members/?q=абромова")
    assert names(found) == ["Абрамова Анна", "Абрамова Вера"]
    assert "На учёте до 01.06.2024" in found
    assert "Никто не нашёлся" in page(client, "/members/?q=ыыы")


def test_a_list_with_conditions_says_its_own_number_and_counts_on_when_asked(cast: Cast) -> None:
    for name in ("Ветрова Нина", "Белова Анна", "Ким Ольга"):
        a_member(cast.berezovka, name, details=TEACHER)
    a_former_member(cast.berezovka, "Бывшая Вера")
    chair, region = chair_of(cast.berezovka), signed_in(Role.STAFF, cast.kostroma)
    assert "В этом списке: 3" in page(chair, "/members/?category=pedagogical")
    asked = page(region, "/members/?category=pedagogical")
    assert 'href="?category=pedagogical&amp;exact=1">Сосчитать этот список' in asked
    assert "В этом списке: 3" in page(region, "/members/?category=pedagogical&exact=1")


def test_where_a_count_stops_it_can_be_asked_to_go_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ветрова Нина", "Белова Анна", "Ким Ольга"):
        a_member(cast.berezovka, name)
    for module in ("queries.listing", "web.listing"):
        monkeypatch.setattr(f"edinstvo.registry.members.{module}.COUNTED_TO", 2)
    region = signed_in(Role.STAFF, cast.kostroma)
    assert "Сосчитать точно" in page(region, "/members/?on=01.06.2026")
    exactly = page(region, "/members/?on=01.06.2026&exact=1")
    assert "В этом списке на 1 июня 2026 года: 3" in exactly.replace("\xa0", " ")
    assert "Сосчитать точно" not in exactly


def test_electors_are_asked_for_with_the_whole_count_and_with_or_without_the_suspended(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина")
    suspended(a_member(cast.berezovka, "Белова Анна"))
    chair = chair_of(cast.berezovka)
    form = page(chair, "/members/lists/").split("Избиратели")[1].split("</form>")[0]
    assert 'name="exact" value="1"' in form
    assert 'name="suspended"' in form
    assert names(page(chair, "/members/?on=24.11.2026&suspended=&exact=1")) == ["Белова Анна", "Ветрова Нина"]
    assert names(page(chair, "/members/?on=24.11.2026&suspended=not&exact=1")) == ["Ветрова Нина"]


def test_a_search_in_the_list_of_a_past_day_looks_at_that_day(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина", since=date(2025, 1, 1))
    a_former_member(cast.berezovka, "Ветрова Вера", until=date(2024, 6, 1))
    a_former_member(cast.berezovka, "Ветрова Анна", until=date(2022, 6, 1))
    client = chair_of(cast.berezovka)
    assert 'hx-params="q,organisation,on"' in page(client, "/members/?on=01.01.2024")
    html = page(client, "/members/?on=01.01.2024&q=ветрова")
    assert names(html) == ["Ветрова Вера"]
    assert "Поиск среди тех, кто состоял на учёте 1 января 2024 года" in re.sub("&nbsp;|\xa0", " ", html)
    (today,) = re.findall(r'href="(\?[^"]*)">Искать среди всех', html)
    assert names(page(client, f"/members/{today}")) == ["Ветрова Нина", "Ветрова Анна", "Ветрова Вера"]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAFF])
def test_birthdays_stand_in_the_order_of_their_days(cast: Cast, role: Role) -> None:
    for name, born in [("Абрамова Анна", 25), ("Белова Анна", 3), ("Власова Анна", 14), ("Гусева Анна", 3)]:
        a_member(cast.berezovka, name, date(1980, 5, born))
    client = signed_in(role, cast.berezovka if role is Role.CHAIR else cast.galich)
    form = page(client, "/members/lists/").partition("Дни рождения")[2].partition("</form>")[0]
    assert '<input type="hidden" name="sort" value="day">' in form
    html = page(client, "/members/?month=5&sort=day")
    assert names(html) == ["Белова Анна", "Гусева Анна", "Власова Анна", "Абрамова Анна"]
    last = Membership.objects.get(person__last_name="Гусева").pk
    assert names(page(client, f"/members/?month=5&sort=day&after={last}")) == ["Власова Анна", "Абрамова Анна"]


@pytest.mark.parametrize(("place", "is_by_day"), [("union", True), ("kostroma", False)])
def test_says_where_whoever_came_last_stands_first(cast: Cast, place: str, is_by_day: bool) -> None:
    for surname, day in {"Абрамова": 3, "Белова": 31}.items():
        a_member(cast.berezovka, f"{surname} Анна", since=date(2021, 3, day))
    role = Role.OPERATOR if place == "union" else Role.STAFF
    html = page(signed_in(role, getattr(cast, place)), "/members/?state=all&came_from=01.03.2021&came_to=31.03.2021")
    html = re.sub("&nbsp;|\xa0", " ", html)
    assert names(html) == (["Белова Анна", "Абрамова Анна"] if is_by_day else ["Абрамова Анна", "Белова Анна"])
    assert ("Сначала последние" in html) is is_by_day
    assert ('aria-sort="ascending"' in html) is not is_by_day
    assert "На учёте с 31.03.2021" in html
    html = page(signed_in(role, getattr(cast, place)), "/members/?state=all&joined_from=01.03.2021")
    assert "В Профсоюзе с 31.03.2021" in re.sub("&nbsp;|\xa0", " ", html)


@pytest.mark.parametrize("period", ["joined_from=01.02.2026&joined_to=01.01.2026", "age_from=40&age_to=30"])
def test_a_period_that_ends_before_it_begins_is_told(cast: Cast, period: str) -> None:
    a_member(cast.berezovka)
    html = page(chair_of(cast.berezovka), f"/members/?{period}", status=422)
    assert "Это меньше начала" in html
    # What opens over the page would hide what is wrong.
    assert '<details class="more">' in html
