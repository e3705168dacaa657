"""Long lists, and lists of lists: turned over page by page, at the price of a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.models import State
from tests.cast import Cast, a_union, visitor
from tests.registry.imports.lists import planned
from tests.registry.imports.web.wizard import ANNA, BORIS, address, committed, text, undone


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def surnames(count: int) -> list[str]:
    return [f"Фамилия{chr(1072 + n % 30)}{chr(1072 + n // 30)}" for n in range(count)]


def queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text(browser, url)
    return len(captured)


@pytest.mark.parametrize("state", [State.PLANNED, State.COMMITTED, State.UNDONE])
def test_a_page_takes_twelve_queries_at_most_however_long_the_list(cast: Cast, state: State) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    few = planned(cast.berezovka, [ANNA, BORIS])
    many = planned(cast.lyceum, [(f"{surname} Анна", "31.02.1999", "", "", "") for surname in surnames(120)])
    if state != State.PLANNED:
        few, many = committed(few), committed(many)
    if state == State.UNDONE:
        few, many = undone(few), undone(many)
    staff = visitor(Role.STAFF, cast.galich)
    text(staff, "/")
    counts = [queries(staff, f"{address(plan)}?show=all") for plan in (few, many)]
    assert counts[0] == counts[1] <= 12
    assert browser.get(address(many)).status_code == 404


def test_rows_are_turned_over_page_by_page(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    rows = [(f"{surname} Анна", "", "", "", "") for surname in surnames(120)]
    url, seen = f"{address(planned(cast.berezovka, rows))}?show=all", []
    while url:
        context = browser.get(url).context
        seen += [view.row.row for view in context["rows"]]
        url = context["page"].next_url
    assert seen == list(range(2, 122))


def test_the_lists_are_turned_over_newest_first(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    mine = [planned(cast.lyceum, [ANNA], name=f"список {n}.csv").pk for n in range(33)]
    foreign = planned(cast.college, [ANNA], name="чужой.csv")
    first = browser.get("/imports/")
    assert foreign.file_name not in first.content.decode()
    second = browser.get(f"/imports/{first.context['page'].next_url}")
    shown = [plan.pk for answer in (first, second) for plan in answer.context["plans"]]
    assert shown == mine[::-1]
    assert second.context["page"].next_url == ""
    assert queries(browser, "/imports/") <= 12


def test_an_empty_list_of_lists_says_what_to_do(cast: Cast) -> None:
    assert "Списков пока нет" in text(visitor(Role.CHAIR, cast.lyceum), "/imports/")
