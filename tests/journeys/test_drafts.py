"""A long form is not lost: it keeps itself while it is typed, or by a button where there is no script."""

from collections.abc import Iterator

import pytest
from django.conf import settings as house
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from edinstvo.foundation.ui.models import Draft
from tests.cast import a_user
from tests.journeys.browser import Visit, visit
from tests.journeys.pages_server import serve_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(settings: Settings) -> Iterator[str]:
    settings.ROOT_URLCONF = "tests.journeys.drafts_addresses"
    with serve_pages() as address:
        yield address


def come_in(person: Visit) -> Page:
    """Bring a session along, as somebody who has signed in before."""
    client = Client()
    client.force_login(a_user("oreshkina"))
    cookie = client.cookies[house.SESSION_COOKIE_NAME]
    person.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": person.home}])
    return person.open("/admission/")


def test_it_keeps_itself_while_it_is_typed(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = come_in(person)
        page.get_by_label("Secret").fill("never to be kept")
        page.get_by_label("Surname").fill("Белозёрская")
        page.get_by_text("Черновик сохранён в").wait_for()
        page.reload()
        assert page.get_by_label("Surname").input_value() == "Белозёрская"
        page.get_by_text("Это ваш черновик, сохранён сегодня").wait_for()
        assert Draft.objects.get().data == {"last_name": ["Белозёрская"]}


def test_it_is_kept_and_forgotten_by_buttons_without_a_script(browser: Browser, home: str) -> None:
    with visit(browser, home, javascript=False) as person:
        page = come_in(person)
        page.get_by_label("Surname").fill("Ким")
        page.get_by_role("button", name="Сохранить черновик").click()
        page.wait_for_url("**/admission/")
        assert page.get_by_label("Surname").input_value() == "Ким"
        page.get_by_role("button", name="Удалить черновик").click()
        page.wait_for_url("**/admission/")
        assert page.get_by_label("Surname").input_value() == ""


def test_a_form_that_was_sent_leaves_no_draft(browser: Browser, home: str) -> None:
    with visit(browser, home) as person:
        page = come_in(person)
        page.get_by_label("Surname").fill("Ким")
        page.get_by_text("Черновик сохранён в").wait_for()
        page.get_by_role("button", name="Admit").click()
        page.get_by_text("admitted").wait_for()
        assert not Draft.objects.exists()
