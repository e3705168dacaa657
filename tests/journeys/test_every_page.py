"""Every address of the house in a real browser: accessible, within its weight, no wider than a phone.

The addresses are read from the URL table (`every_address.py`): a new one without a line there fails.
"""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tests.cast import PASSWORD
from tests.journeys.browser import DESK, PHONE, Visit, visit
from tests.journeys.every_address import addresses
from tests.journeys.every_world import World, a_lived_in_region
from tests.journeys.pages_server import serve_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return a_lived_in_region()


def sign_in(person: Visit) -> None:
    """As the chief of the region."""
    page = person.open("/sign-in/")
    page.get_by_label("Логин").fill("chief")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_load_state()


def faults_of(person: Visit, address: str) -> list[str]:
    """What is wrong with one page, in words: on a telephone, then in a window that was made wider."""
    person.widen(PHONE)
    person.open(address)
    headings = person.page.get_by_role("heading", level=1).count()
    faults = [] if headings == 1 else [f"{address}: {headings} headings of the first level"]
    for width in (PHONE, DESK):
        person.widen(width)
        try:
            person.assert_accessible()
        except AssertionError as error:
            faults.append(str(error))
    return faults


def test_everybody_can_read_and_use_it_and_a_page_weighs_little(browser: Browser, world: World) -> None:
    with serve_pages() as home, visit(browser, home) as person:
        faults = []
        for address in ("/sign-in/", "/letter/", reverse("access:one-time-link", kwargs={"token": world.token})):
            faults += faults_of(person, address)
        sign_in(person)
        person.weigh()
        heavy = {}
        for address in addresses(world):
            faults += faults_of(person, address)
            if (weight := person.weigh()) > 15_000:
                heavy[address] = weight
        assert faults == [], "\n".join(faults)
        assert heavy == {}


def test_the_first_page_of_all_weighs_little(browser: Browser) -> None:
    with serve_pages() as home, visit(browser, home) as person:
        person.open("/sign-in/")
        assert person.weigh() <= 60_000
        assert person.font_bytes <= 25_000


def test_a_stranger_is_sent_to_the_door(world: World) -> None:
    stranger = Client()
    open_doors = {"/sign-in/", "/letter/", reverse("access:one-time-link", kwargs={"token": world.token})}
    let_in = [
        address
        for address in addresses(world)
        if address not in open_doors and stranger.get(address).status_code == 200
    ]
    assert let_in == []
