"""A territory moves to another region and back by its page: whatever figure stood before stands again."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.registry.organisations.models import Organisation
from tests.cast import PASSWORD, Cast, a_union, a_user
from tests.journeys.browser import DESK, PHONE, Visit, signed_in, visit
from tests.journeys.pages_server import serve_pages
from tests.registry.members.people import a_former_member, a_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Figures = dict[str, dict[str, object]]
# Of these the union is the sum of its regions.
_ADDED_UP = ("total", "registered", "plastic", "bonus", "joined_online")
_TODAY, _YESTERDAY = timezone.localdate(), timezone.localdate() - timedelta(days=1)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Three in the territory that moves, one who has left it, one elsewhere in its region, one in the other region."""
    cast = a_union()
    for name in ("Абрамова Анна", "Белова Вера", "Ветрова Галина"):
        a_member(cast.berezovka, name, since=date(2020, 1, 1))
    a_former_member(cast.lyceum, "Ушедшая Жанна", since=date(2020, 1, 1), until=date(2022, 1, 1))
    a_member(cast.buy_school, "Зимина Ольга", since=date(2020, 1, 1))
    a_member(cast.mtsensk_school, "Орлова Нина", since=date(2021, 1, 1))
    a_user("centre", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
    keep_courses()
    return cast


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, False)])
def test_before_and_after_a_territory_moves(browser: Browser, cast: Cast, width: int, javascript: bool) -> None:
    with serve_pages() as home, visit(browser, home, width=width, javascript=javascript) as person:
        page = signed_in(person, "centre", PASSWORD)
        before, before_on_page = _printed(cast), _on_the_board(person, cast)
        _move(person, cast.galich, to=cast.oryol)
        after = _printed(cast)
        _compare(before, after)
        assert _on_the_board(person, cast) != before_on_page
        _take_back(page, person, cast.galich)
        assert _printed(cast) == before
        assert _on_the_board(person, cast) == before_on_page


def _compare(before: dict[str, Figures], after: dict[str, Figures]) -> None:
    """The union and every past day as before; of today three people are counted in the other region."""
    assert after["union, today"] == before["union, today"]
    assert {day: said for day, said in after.items() if "yesterday" in day} == {
        day: said for day, said in before.items() if "yesterday" in day
    }
    assert _value(before, "kostroma, today") - _value(after, "kostroma, today") == 3
    assert _value(after, "oryol, today") - _value(before, "oryol, today") == 3
    for name in _ADDED_UP:
        regions = (_value(after, f"{place}, today", name) for place in ("kostroma", "oryol"))
        assert _value(after, "union, today", name) == sum(regions)


def _printed(cast: Cast) -> dict[str, Figures]:
    """What `edinstvo indicators` prints of the union and both regions, today and yesterday; the audit finds nothing."""
    keep_courses()
    assert json.loads(_said("audit_figures", "--json", "--quiet"))["differences"] == []
    return {
        f"{place}, {day}": json.loads(
            _said("indicators", "--as-of", f"{on}", "--organisation", getattr(cast, place).inpo, "--json")
        )["values"]
        for place in ("union", "kostroma", "oryol")
        for day, on in (("today", _TODAY), ("yesterday", _YESTERDAY))
    }


def _said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def _value(printed: dict[str, Figures], where: str, name: str = "total") -> int:
    return int(str(printed[where][name]["value"]))


def _on_the_board(person: Visit, cast: Cast) -> list[str]:
    """What the boards of the union and both regions show."""
    shown = []
    for place in (cast.union, cast.kostroma, cast.oryol):
        page = person.open(f"/indicators/?organisation={place.inpo}")
        shown.append(page.get_by_role("main").inner_text())
    return shown


def _move(person: Visit, territory: Organisation, *, to: Organisation) -> None:
    page = person.open(f"/organisations/{territory.inpo}/")
    page.get_by_role("link", name="Перевести в другую организацию").click()
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(to.name)
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name=to.name).click()
    page.get_by_label("С какого дня").fill(_TODAY.isoformat())
    page.get_by_label("Решение").fill("Постановление Исполкома № 7-2")
    page.get_by_role("button", name="Перевести организацию").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _take_back(page: Page, person: Visit, territory: Organisation) -> None:
    person.open(f"/organisations/{territory.inpo}/")
    page.get_by_role("link", name="Отменить перевод").click()
    page.get_by_label("Почему отменяется").fill("Решение отменено")
    page.get_by_role("button", name="Отменить перевод").click()
    expect(page.get_by_text("Перевод отменён").first).to_be_visible()
