"""The list: filters, every order in both directions, and counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import (
    COUNTED_TO,
    Cursor,
    Page,
    capped_counts,
    counts,
    filtered,
    page_of_members,
)
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.orders import BIRTH_DAY, SORTS
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import OPERATOR, TODAY, Cast, a_union, a_user, chair, staff
from tests.registry.members.people import BEGAN, a_former_member, a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def names(filters: Filters, **scope: Any) -> set[str]:
    rows = filtered(filters=filters, on=TODAY, **{"seen_by": OPERATOR, **scope})
    return {row.person.last_name for row in rows.select_related("person")}


def test_filters_by_state(cast: Cast) -> None:
    a_member(cast.berezovka, "Первая Анна")
    a_former_member(cast.berezovka, "Бывшая Анна")
    assert names(Filters()) == {"Первая"}
    assert names(Filters(state="former")) == {"Бывшая"}
    assert names(Filters(state="all")) == {"Первая", "Бывшая"}


def test_filters_by_category_and_completeness(cast: Cast) -> None:
    full: Any = {"sex": "female", "phone": "+79105550112"}
    a_member(cast.berezovka, "Полная Анна", details=MembershipDetails(category="student", joined_on=BEGAN), **full)
    a_member(cast.berezovka, "Неполная Анна", details=MembershipDetails(category="retired", joined_on=BEGAN))
    assert names(Filters(category="student")) == {"Полная"}
    assert names(Filters(incomplete=True)) == {"Неполная"}


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ({"age_to": 35}, {"Ровно", "Моложе"}),
        ({"age_from": 35}, {"Ровно", "Завтра", "Старше"}),
        ({"age_from": 35, "age_to": 35}, {"Ровно"}),
        ({"age_from": 36, "age_to": 60}, {"Завтра", "Старше"}),
    ],
)
def test_filters_by_age_to_the_day(cast: Cast, ages: Any, expected: set[str]) -> None:
    born = {
        "Моложе": date(1999, 1, 1),
        "Ровно": date(TODAY.year - 36, TODAY.month, TODAY.day) + timedelta(days=1),
        "Завтра": date(TODAY.year - 36, TODAY.month, TODAY.day),
        "Старше": date(1970, 1, 1),
        "Неизвестно": None,
    }
    for name, day in born.items():
        a_member(cast.berezovka, f"{name} Анна", day)
    assert names(Filters(**ages)) == expected


def test_knows_ages_on_the_29th_of_february(cast: Cast) -> None:
    a_member(cast.berezovka, "Високосная Анна", date(1992, 2, 29))
    rows = filtered(filters=Filters(age_from=36), on=date(2028, 2, 29), seen_by=OPERATOR)
    assert rows.count() == 1
    assert filtered(filters=Filters(age_to=35), on=date(2028, 2, 29), seen_by=OPERATOR).count() == 0


def test_cuts_the_branch_asked_for_and_no_more_than_is_seen(cast: Cast) -> None:
    for place in ("berezovka", "college", "group", "university", "mtsensk_school"):
        a_member(getattr(cast, place), f"{place.title().replace('_', '')} Анна")
    assert names(Filters(organisation=cast.kostroma)) == {"Berezovka", "College", "Group", "University"}
    assert names(Filters(organisation=cast.evening_department)) == {"Group"}
    assert names(Filters(organisation=cast.oryol), seen_by=staff(cast.kostroma)) == set()
    assert names(Filters(organisation=cast.kostroma), seen_by=chair(cast.college)) == {"College", "Group"}


def walk(filters: Filters, size: int) -> list[list[int]]:
    """The ids of every page, forwards; on the way each page is also read backwards from its neighbour."""
    pages: list[list[int]] = []
    cursor: Cursor | None = None
    while True:
        page = _page(filters, cursor, size)
        if pages:
            assert page.previous is not None
            assert [row.pk for row in _page(filters, page.previous, size).rows] == pages[-1]
        else:
            assert page.previous is None
        pages.append([row.pk for row in page.rows])
        if page.next is None:
            return pages
        cursor = page.next


def _page(filters: Filters, cursor: Cursor | None, size: int) -> Page[Membership]:
    return page_of_members(filters=filters, on=TODAY, seen_by=OPERATOR, cursor=cursor, size=size)


class TestEveryOrder(TestCase):
    """Whatever the equal keys and the missing dates, a walk shows everybody once, in order, both ways."""

    @settings(max_examples=15, deadline=None)
    @given(
        people=st.lists(st.tuples(st.sampled_from("аббвя"), st.sampled_from([None, 1960, 1961, 1970])), max_size=9),
        size=st.integers(1, 4),
    )
    def test_is_walked_completely(self, people: list[tuple[str, int | None]], size: int) -> None:
        cast = a_union()
        for letter, year in people:
            born = date(year, 1, 1) if year else None
            a_member(cast.berezovka, f"Я{letter} Анна", born, since=BEGAN, is_another_person=True)
        for sort, (column, descending) in SORTS.items():
            filters = Filters(sort=sort, organisation=cast.berezovka)
            walked = [id_ for page in walk(filters, size) for id_ in page]
            rows = {row.pk: getattr(row, column) for row in Membership.objects.annotate(birth_day=BIRTH_DAY)}
            known = sorted((value, pk) for pk, value in rows.items() if value is not None)
            unknown = sorted(pk for pk, value in rows.items() if value is None)
            expected = [pk for _, pk in known]
            parts = [expected[::-1], unknown[::-1]] if descending else [expected, unknown]
            assert walked == [*parts[0], *parts[1]]


def test_orders_a_wide_branch_by_name_only(cast: Cast) -> None:
    for surname, born in [("Ярова", date(1990, 1, 1)), ("Авдеева", date(1960, 1, 1))]:
        a_member(cast.berezovka, f"{surname} Анна", born)
    above = staff(cast.galich)
    for sort, first in [("youngest", "Авдеева"), ("-name", "Ярова")]:
        page = page_of_members(filters=Filters(sort=sort), on=TODAY, seen_by=above)
        assert page.rows[0].person.last_name == first
    page = page_of_members(filters=Filters(sort="youngest"), on=TODAY, seen_by=chair(cast.berezovka))
    assert page.rows[0].person.last_name == "Ярова"


def test_counts_the_chips(cast: Cast, django_assert_num_queries: Any) -> None:
    a_member(cast.berezovka, "Молодая Анна", date(2000, 1, 1))
    a_member(cast.berezovka, "Старшая Анна", date(1960, 1, 1))
    a_former_member(cast.berezovka, "Бывшая Анна")
    a_member(cast.lyceum, "Соседняя Анна")
    a_member(cast.mtsensk_school, "Далёкая Анна")
    here = {"current": 2, "incomplete": 2, "young": 1, "former": 1}
    with django_assert_num_queries(1):
        assert counts(organisation=cast.berezovka, on=TODAY, seen_by=OPERATOR) == here
    assert counts(organisation=None, on=TODAY, seen_by=chair(cast.berezovka)) == here
    wide = {"current": 3, "incomplete": 3, "young": None, "former": 1}
    assert counts(organisation=None, on=TODAY, seen_by=staff(cast.galich)) == wide
    assert counts(organisation=None, on=TODAY, seen_by=OPERATOR) == {**wide, "current": 4, "incomplete": 4}


def test_counts_no_more_than_is_seen(cast: Cast) -> None:
    a_member(cast.berezovka, "Молодая Анна", date(2000, 1, 1))
    a_member(cast.lyceum, "Соседняя Анна")
    counted = counts(organisation=cast.galich, on=TODAY, seen_by=chair(cast.lyceum))
    assert counted == {"current": 1, "incomplete": 1, "young": 0, "former": 0}
    both = a_user("both", grants=[(Role.CHAIR, cast.lyceum), (Role.AUDITOR, cast.berezovka)])
    of_two = counts(organisation=None, on=TODAY, seen_by=actor_of(both, on=TODAY, address=""))
    assert of_two == {"current": 2, "incomplete": 2, "young": 1, "former": 0}


def test_stops_counting_after_a_thousand(cast: Cast) -> None:
    one = a_former_member(cast.berezovka)
    copies = [Membership(**{**_values(one), "id": None}) for _ in range(COUNTED_TO + 50)]
    Membership.objects.bulk_create(copies)
    assert capped_counts({"all": Membership.objects.all()}) == {"all": COUNTED_TO + 1}


def test_counts_nothing_for_nobody(cast: Cast) -> None:
    a_member(cast.berezovka)
    assert capped_counts({"none": Membership.objects.none(), "all": Membership.objects.all()}) == {"none": 0, "all": 1}


def _values(row: Membership) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Membership._meta.concrete_fields}
