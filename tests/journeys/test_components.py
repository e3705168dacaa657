"""The catalogue of components in a real browser: what every page of the house will look and behave like."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.journeys.browser import DESK, PHONE, Scheme, visit
from tests.journeys.pages_server import serve_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/components/", "/components/form/", "/components/question/", "/components/conflict/", "/components/progress/",
         "/no-such-page/"]  # fmt: skip


@pytest.fixture
def home(settings: Settings) -> Iterator[str]:
    settings.ROOT_URLCONF = "tests.sites.demonstration.addresses"
    settings.IS_DEMONSTRATION = True
    with serve_pages() as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "light"), (DESK, "dark")])
def test_everybody_can_read_and_use_it(browser: Browser, home: str, width: int, scheme: Scheme) -> None:
    with visit(browser, home, width=width, scheme=scheme) as person:
        for address in PAGES:
            person.open(address)
            person.assert_accessible()


def test_the_first_page_is_light_and_the_next_lighter(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        person.open("/components/form/")
        assert person.weigh() <= 60_000
        assert person.font_bytes <= 26_000
        person.open("/components/conflict/")
        assert person.weigh() <= 15_000


def test_a_question_opens_above_the_page_and_closes_with_its_way_out(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = person.open("/components/")
        page.get_by_role("link", name="Прекратить членство").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("heading", name="Прекратить членство?").wait_for()
        person.assert_accessible()
        dialog.get_by_role("link", name="Оставить").click()
        assert not dialog.is_visible()
        assert page.url == f"{home}/components/"


def test_a_question_without_a_script_is_a_page_with_a_way_back(browser: Browser, home: str) -> None:
    with visit(browser, home, javascript=False) as person:
        page = person.open("/components/")
        page.get_by_role("link", name="Прекратить членство").click()
        page.wait_for_url("**/components/question/")
        page.get_by_role("link", name="Оставить").click()
        page.wait_for_url("**/components/")


@pytest.mark.parametrize("javascript", [True, False])
def test_errors_lead_to_their_fields(browser: Browser, home: str, javascript: bool) -> None:
    with visit(browser, home, width=PHONE, javascript=javascript) as person:
        page = person.open("/components/form/")
        page.get_by_label("Дата рождения").fill("31.02.1991")
        page.get_by_role("button", name="Принять в Профсоюз").click()
        page.get_by_role("link", name="Дата рождения: такого дня в календаре нет").click()
        assert page.get_by_label("Дата рождения").input_value() == "31.02.1991"
        assert page.url.endswith("#id_born_on")


def test_a_button_says_that_it_acts_and_acts_once(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = person.open("/components/form/")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.get_by_role("button", name="Принять в Профсоюз").dblclick()
        page.get_by_role("alert").wait_for()
        assert len(sent) == 1


def test_progress_moves_by_itself_and_comes_to_an_end(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = person.open("/components/progress/?done=20")
        page.get_by_text("Строки внесены", exact=True).wait_for(timeout=15_000)
        assert page.get_by_role("progressbar").get_attribute("value") == "44"
        assert "Строки внесены" in page.locator("#said").inner_text()


def test_progress_moves_without_a_script(browser: Browser, home: str) -> None:
    with visit(browser, home, javascript=False) as person:
        page = person.open("/components/progress/?done=30")
        page.get_by_text("Строки внесены", exact=True).wait_for(timeout=15_000)


def test_the_menu_of_a_phone_opens_without_a_script(browser: Browser, home: str) -> None:
    with visit(browser, home, width=PHONE, javascript=False) as person:
        page = person.open("/components/")
        assert not page.get_by_role("link", name="Журнал").is_visible()
        page.get_by_role("link", name="Меню", exact=True).click()
        page.get_by_role("link", name="Журнал").wait_for()
        page.get_by_role("link", name="Закрыть меню").click()
        assert not page.get_by_role("link", name="Журнал").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_theme_and_the_language_stay_as_chosen(browser: Browser, home: str, javascript: bool) -> None:
    with visit(browser, home, javascript=javascript) as person:
        page = person.open("/components/conflict/")
        light = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        page.get_by_role("button", name="тёмное").click()
        page.wait_for_load_state()
        dark = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert light != dark
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="The record has changed").wait_for()
        assert page.url == f"{home}/components/conflict/"


def test_my_name_opens_the_way_out(browser: Browser, home: str) -> None:
    with visit(browser, home, javascript=True) as person:
        page = person.open("/components/conflict/")
        page.get_by_label("Орешкина С. Н.: профиль и выход").click()
        page.get_by_role("button", name="Выйти").wait_for()
        person.assert_accessible()
        page.keyboard.press("Escape")
        assert not page.get_by_role("button", name="Выйти").is_visible()


def test_a_slash_leads_to_the_search(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = person.open("/components/conflict/")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        page.keyboard.type("a/b")
        assert page.locator("#find").input_value() == "a/b"
