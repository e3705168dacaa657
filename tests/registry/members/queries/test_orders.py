"""The usual order of a list: by name, but in the whole union whoever came or left in a period stands by the day."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import Page, filtered, page_of_members
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.orders import order_of, orders_open
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import OPERATOR, TODAY, Cast, a_union, chair, staff
from tests.registry.members.people import a_former_member, a_member

MARCH: dict[str, Any] = {"state": "all", "came_from": date(2021, 3, 1), "came_to": date(2021, 3, 31)}
JOINED: dict[str, Any] = {"state": "all", "joined_from": date(2019, 1, 1), "joined_to": date(2019, 12, 31)}
GONE: dict[str, Any] = {"state": "former", "left_from": date(2024, 3, 1), "left_to": date(2024, 3, 31)}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def surnames(page: Page[Membership]) -> list[str]:
    return [row.person.last_name for row in page.rows]


def read(filters: Filters, seen_by: Actor = OPERATOR, **said: Any) -> Page[Membership]:
    return page_of_members(filters=filters, on=TODAY, seen_by=seen_by, **said)


def test_of_the_whole_union_the_last_who_came_stand_first(cast: Cast) -> None:
    came = {"Абрамова": 3, "Белова": 31, "Ветрова": 17, "Громова": 17}
    for surname, day in came.items():
        a_member(cast.berezovka, f"{surname} Анна", since=date(2021, 3, day), is_another_person=True)
    a_member(cast.mtsensk_school, "Апрелева Анна", since=date(2021, 4, 1), is_another_person=True)
    filters = Filters(organisation=cast.union, **MARCH)
    assert surnames(read(filters)) == ["Белова", "Громова", "Ветрова", "Абрамова"]

    first = read(filters, size=2)
    second = read(filters, size=2, cursor=first.next)
    assert [surnames(first), surnames(second)] == [["Белова", "Громова"], ["Ветрова", "Абрамова"]]
    assert surnames(read(filters, size=2, cursor=second.previous)) == ["Белова", "Громова"]
    # Another order is not open there, a branch keeps its names.
    assert surnames(read(Filters(organisation=cast.union, sort="name", **MARCH)))[0] == "Белова"
    assert surnames(read(Filters(organisation=cast.kostroma, **MARCH)))[0] == "Абрамова"


def test_of_the_whole_union_the_last_who_left_stand_first(cast: Cast) -> None:
    for surname, day in {"Абрамова": 3, "Белова": 31, "Ветрова": 17}.items():
        a_former_member(cast.college, f"{surname} Анна", until=date(2024, 3, day), is_another_person=True)
    assert surnames(read(Filters(organisation=cast.union, **GONE))) == ["Белова", "Ветрова", "Абрамова"]
    assert surnames(read(Filters(organisation=cast.kostroma, **GONE))) == ["Абрамова", "Белова", "Ветрова"]


def test_of_the_whole_union_the_last_who_joined_stand_first(cast: Cast) -> None:
    """By the day on which they joined the union, not by that on which somebody took them on record."""
    for surname, day in {"Абрамова": 3, "Белова": 31, "Ветрова": 17}.items():
        joined = MembershipDetails(joined_on=date(2019, 3, day))
        a_member(cast.college, f"{surname} Анна", details=joined, is_another_person=True)
    a_member(cast.college, "Неизвестная Анна", details=MembershipDetails(), is_another_person=True)
    assert surnames(read(Filters(organisation=cast.union, **JOINED))) == ["Белова", "Ветрова", "Абрамова"]
    assert surnames(read(Filters(organisation=cast.kostroma, **JOINED))) == ["Абрамова", "Белова", "Ветрова"]
    first = read(Filters(organisation=cast.union, **JOINED), size=2)
    second = read(Filters(organisation=cast.union, **JOINED), size=2, cursor=first.next)
    assert (surnames(second), second.next) == (["Абрамова"], None)


def test_names_what_is_open(cast: Cast) -> None:
    of_union, of_region = Filters(organisation=cast.union), Filters(organisation=cast.kostroma)
    above, below = staff(cast.union), staff(cast.kostroma)
    assert orders_open(filters=of_union, seen_by=above) == ["name", "-name"]
    assert orders_open(filters=of_region, seen_by=below) == ["name", "-name", "day"]
    assert orders_open(filters=Filters(organisation=cast.union, **MARCH), seen_by=above) == ["newest"]
    assert orders_open(filters=Filters(organisation=cast.kostroma, **MARCH), seen_by=below) == ["name", "-name", "day"]
    assert order_of(filters=Filters(organisation=cast.union, sort="day"), seen_by=above) == "name"
    at_school = Filters(organisation=cast.berezovka, sort="left")
    assert order_of(filters=at_school, seen_by=chair(cast.berezovka)) == "left"


@pytest.mark.parametrize(
    ("said", "column", "index"),
    [
        (MARCH, "registered_on", "membership_by_registration"),
        (GONE, "ended_on", "membership_by_end"),
        (JOINED, "joined_on", "membership_by_joining"),
        ({"state": "all", "applied": "online"}, "name_key", "membership_online_by_name"),
    ],
)
def test_reads_no_more_than_a_page(cast: Cast, said: Any, column: str, index: str) -> None:
    """The index gives them in the order of the page: with sorting forbidden the planner uses it and sorts nothing."""
    way = "" if column == "name_key" else "-"
    rows = filtered(filters=Filters(organisation=cast.union, **said), on=TODAY, seen_by=OPERATOR)
    with connection.cursor() as cursor:
        for method in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            cursor.execute(f"SET LOCAL enable_{method} = off")
    plan = rows.order_by(f"{way}{column}", f"{way}id")[:50].explain()
    assert index in plan
    assert "Sort" not in plan
