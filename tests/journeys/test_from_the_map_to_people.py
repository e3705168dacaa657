"""From the map into a region, a territory and a school's list of members, on a past day, and back to today."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from edinstvo.foundation.access.powers import Role
from tests.cast import PASSWORD, Cast, a_union, a_user
from tests.journeys.browser import DESK, PHONE, Visit, signed_in, visit
from tests.journeys.pages_server import serve_pages
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Six in Berezovka in 2021, one of whom has left; the school of Buy has moved to Galich since."""
    cast = a_union()
    for name in ("Абрамова Анна", "Белова Вера", "Ветрова Галина", "Громова Дарья", "Демидова Елена"):
        a_member(cast.berezovka, name, since=date(2020, 1, 1))
    a_former_member(cast.berezovka, "Ушедшая Жанна", since=date(2020, 1, 1), until=date(2022, 1, 1))
    a_member(cast.buy_school, "Зимина Ольга", since=date(2020, 1, 1))
    moved(cast.buy_school, cast.galich, on=date(2023, 1, 1))
    a_user("centre", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
    return cast


@pytest.mark.parametrize(("width", "javascript"), [(DESK, False), (PHONE, False), (DESK, True), (PHONE, True)])
def test_a_village_school_is_found_as_it_was(browser: Browser, cast: Cast, width: int, javascript: bool) -> None:
    with serve_pages() as home, visit(browser, home, width=width, javascript=javascript) as person:
        page = signed_in(person, "centre", PASSWORD)
        person.open("/indicators/")
        page.get_by_role("link", name="Карта субъектов Федерации").click()
        page.get_by_label("На дату").fill("01.02.2021")
        page.get_by_label("На дату").press("Enter")
        _check(person, javascript)
        page.get_by_role("link", name="По очертаниям").click()
        _check(person, javascript)
        page.get_by_role("link", name="Плитками").click()
        _into_the_region(page, width)
        expect(page.get_by_role("link", name="Вернуться к сегодняшнему дню")).to_be_visible()
        _check(person, javascript)
        page.get_by_role("link", name=cast.galich.short_name, exact=True).click()
        expect(page.get_by_role("link", name=cast.buy_school.short_name)).to_have_count(0)
        page.get_by_role("link", name=cast.berezovka.short_name, exact=True).click()
        page.locator("#movement").get_by_role("link", name="6", exact=True).click()
        expect(page.get_by_text("Ушедшая Жанна").first).to_be_visible()
        _back_to_today(page)


def test_the_trend_and_the_file_are_one_step_from_the_board(browser: Browser, cast: Cast) -> None:
    with serve_pages() as home, visit(browser, home, width=PHONE) as person:
        page = signed_in(person, "centre", PASSWORD)
        person.open(f"/indicators/?organisation={cast.kostroma.inpo}")
        page.get_by_role("link", name="Динамика").click()
        page.get_by_label("С какого дня").fill("01.01.2020")
        page.get_by_role("button", name="Показать").click()
        expect(page.get_by_role("img", name="На электронном учёте")).to_be_visible()
        page.get_by_text("Числами").click()
        person.assert_accessible()
        person.open("/indicators/definitions/")
        person.assert_accessible()
        person.open(f"/indicators/export/?organisation={cast.kostroma.inpo}&on=01.02.2021")
        person.assert_accessible()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Скачать файл").click()
        assert taken.value.suggested_filename.endswith(".xlsx")


def _into_the_region(page: Page, width: int) -> None:
    """By the tile and the keyboard on a desk, by the table, which comes first, on a phone."""
    if width == DESK:
        page.locator("svg.map a", has_text="Кст").focus()
        page.keyboard.press("Enter")
    else:
        page.locator("#table").get_by_role("link", name="Костромская область").click()


def _back_to_today(page: Page) -> None:
    page.go_back()
    page.get_by_role("link", name="Вернуться к сегодняшнему дню").click()
    expect(page.locator("#movement").get_by_role("link", name="5", exact=True)).to_be_visible()


def _check(person: Visit, javascript: bool) -> None:
    if javascript:
        person.assert_accessible()
