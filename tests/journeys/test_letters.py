"""A region issues letters to its chairs, prints them, and a chair comes in with the code on the paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import DESK, PHONE, visit
from tests.journeys.product import Product, running_product
from tests.registry.offices.letters import codes_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD, OWN = "zelenaya-tetrad", "three words of one's own"


@pytest.fixture(scope="module")
def product(filled: Path) -> Iterator[Product]:
    with running_product(filled) as product:
        yield product


@pytest.mark.parametrize(("login", "javascript"), [("district", True), ("region", False)])
def test_from_the_page_of_the_organisation_to_the_first_sign_in(
    browser: Browser, product: Product, login: str, javascript: bool, tmp_path: Path
) -> None:
    with visit(browser, product.home, width=DESK, javascript=javascript) as person:
        page = person.open("/sign-in/")
        page.get_by_label("Логин").fill(login)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.get_by_role("navigation").get_by_role("link", name="Наша организация").click()
        page.locator("#offices").get_by_role("link", name="Всё").click()
        page.get_by_role("link", name="Логины председателей").click()
        page.get_by_role("link", name="Выпустить").first.click()
        # Most chairs have an address by now: here everybody gets paper.
        page.get_by_label(re.compile("^Печатные письма")).check()
        page.get_by_role("button", name="Выпустить", exact=True).click()
        button = page.get_by_role("button", name="Скачать письма")
        expect(button).to_be_visible(timeout=60_000)
        with page.expect_download() as download:
            button.click()
        download.value.save_as(tmp_path / "letters.pdf")
    printed = codes_in((tmp_path / "letters.pdf").read_bytes())
    assert len(printed) > 10
    newcomer, code = sorted(printed.items())[-1]
    with visit(browser, product.home, width=PHONE, javascript=javascript) as person:
        page = person.open(f"/letter/?login={newcomer}")
        page.get_by_label("Одноразовый код").fill(code)
        page.get_by_label("Новый пароль", exact=True).fill(OWN)
        page.get_by_label("Новый пароль ещё раз").fill(OWN)
        page.get_by_role("button", name="Сохранить и войти").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        person.open("/members/")
        expect(page.get_by_role("heading", name="Члены Профсоюза")).to_be_visible()
