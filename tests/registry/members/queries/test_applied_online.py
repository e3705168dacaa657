"""Whoever applied on the website: in every state, on a past day, in words, in a list that is kept."""

from datetime import date
from typing import Any

import pytest

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.kept_filters import as_json, from_json
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import ONLINE, Filters
from tests.cast import OPERATOR, TODAY, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import chair_of
from tests.registry.members.web.lists import names, page
from tests.registry.organisations.moving import moved


@pytest.fixture
def cast(db: None) -> Cast:
    """Two of Berezovka applied online, one of them has left; one of the lyceum later; a fourth on paper."""
    cast = a_union()
    stays = [
        a_member(cast.berezovka, "Сетевая Анна"),
        a_former_member(cast.berezovka, "Недолгая Вера", until=date(2024, 6, 1)),
        a_member(cast.lyceum, "Поздняя Ольга", since=date(2025, 3, 1)),
    ]
    Membership.objects.filter(pk__in=[one.pk for one in stays]).update(applied_online=True)
    a_member(cast.berezovka, "Бумажная Инна")
    return cast


def _found(**asked: Any) -> set[str]:
    rows = filtered(filters=Filters(applied=ONLINE, **asked), on=TODAY, seen_by=OPERATOR)
    return {row.person.last_name for row in rows.select_related("person")}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"Сетевая", "Поздняя"}),
        ({"state": "former"}, {"Недолгая"}),
        ({"state": "all"}, {"Сетевая", "Недолгая", "Поздняя"}),
        ({"as_of": date(2024, 5, 31)}, {"Сетевая", "Недолгая"}),
        ({"as_of": date(2024, 6, 1)}, {"Сетевая"}),
        ({"as_of": date(2024, 6, 1), "state": "all"}, {"Сетевая", "Недолгая"}),
        ({"as_of": date(2025, 3, 1), "state": "all"}, {"Сетевая", "Недолгая", "Поздняя"}),
    ],
)
def test_narrows_every_state_and_every_day(cast: Cast, asked: dict[str, Any], expected: set[str]) -> None:
    assert _found(**asked) == expected


def test_a_past_day_is_answered_by_the_tree_of_that_day(cast: Cast) -> None:
    moved(cast.berezovka, cast.buy, on=date(2025, 1, 1))
    asked = {"as_of": date(2024, 6, 1), "state": "all"}
    assert _found(organisation=cast.galich, **asked) == {"Сетевая", "Недолгая"}
    assert _found(organisation=cast.buy, **asked) == set()


def test_is_asked_in_the_address_said_in_words_and_counted(cast: Cast) -> None:
    browser = chair_of(cast.berezovka)
    said = page(browser, "/members/?state=all&applied=online")
    assert names(said) == ["Недолгая Вера", "Сетевая Анна"]
    assert "Состоящие и выбывшие, заявление подано через сайт" in said
    then = page(browser, "/members/?state=all&applied=online&on=01.06.2024").replace("\xa0", " ")
    assert names(then) == ["Недолгая Вера", "Сетевая Анна"]
    assert "Состоящие и выбывшие на 01.06.2024, заявление подано через сайт" in then
    assert names(page(browser, "/members/?applied=nonsense")) == ["Бумажная Инна", "Сетевая Анна"]


def test_is_kept_with_a_list(cast: Cast) -> None:
    filters = Filters(applied=ONLINE, state="all", as_of=TODAY)
    assert from_json(as_json(filters)) == filters
