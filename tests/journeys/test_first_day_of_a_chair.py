"""A chair signs in, brings in the list they have, finds a person in it, reads the journal, takes the list back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import DESK, PHONE, visit
from tests.journeys.product import Product, running_product

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIST = Path(__file__).parents[1] / "data" / "member_lists" / "one_name_column.xlsx"
CHAIR, PASSWORD = "newchair", "zelenaya-tetrad"


@pytest.fixture(scope="module")
def product(filled: Path) -> Iterator[Product]:
    with running_product(filled) as product:
        yield product


def sign_in(page: Page, login: str) -> None:
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()


@pytest.mark.parametrize(("javascript", "width"), [(True, DESK), (False, PHONE)])
def test_from_the_list_on_paper_to_the_register_and_back(
    browser: Browser, product: Product, javascript: bool, width: int
) -> None:
    with visit(browser, product.home, width=width, javascript=javascript) as person:
        page = person.open("/")
        sign_in(page, CHAIR)
        page.get_by_role("main").get_by_role("link", name="Загрузить список").first.click()
        page.get_by_label("Файл со списком").set_input_files(LIST)
        page.get_by_role("button", name="Прочитать файл").click()

        page.get_by_role("button", name="Внести 37 строк").click(timeout=30_000)
        expect(page.get_by_role("heading", name="Внесено 37 строк")).to_be_visible(timeout=30_000)

        page.get_by_role("link", name="К списку членов").click()
        expect(page.get_by_role("link", name="Макаров Никита Владимирович")).to_be_visible()
        page.get_by_role("searchbox", name="Поиск").fill("макраов никита")
        page.get_by_role("button", name="Найти").click()
        page.get_by_role("link", name="Макаров Никита Владимирович").click()
        expect(page.get_by_role("heading", name="Макаров Никита Владимирович")).to_be_visible()

        person.open("/journal/")
        expect(page.get_by_text("one_name_column.xlsx").first).to_be_visible()

        person.open("/imports/")
        page.get_by_role("link", name="one_name_column.xlsx").first.click()
        page.get_by_role("link", name="Отменить загрузку").click()
        page.get_by_role("button", name="Отменить загрузку").click()
        expect(page.get_by_role("heading", name="Загрузка отменена")).to_be_visible(timeout=30_000)
        person.open("/members/")
        expect(page.get_by_role("link", name="Макаров Никита Владимирович")).to_have_count(0)


# What the live process says is written down, whichever of our pages it is said to.
HEAR = """
const Real = window.EventSource;
window.EventSource = class extends Real {
  constructor(address) {
    super(address);
    this.addEventListener("work", (event) => {
      sessionStorage.heard = JSON.stringify([...JSON.parse(sessionStorage.heard || "[]"), JSON.parse(event.data)]);
    });
  }
};
"""


def test_a_long_list_is_followed_while_it_is_read(browser: Browser, product: Product, tmp_path: Path) -> None:
    people = [
        f"Макарова Нина {'абвгдежзиклмнопрст'[number % 18].upper()}., 01.02.{1950 + number % 50}"
        for number in range(9_000)
    ]
    path = tmp_path / "длинный.csv"
    path.write_text("\n".join(["ФИО, дата рождения", *people]), encoding="utf-8")
    with visit(browser, product.home) as person:
        person.page.add_init_script(HEAR)
        page = person.open("/")
        sign_in(page, CHAIR)
        person.open("/imports/new/")
        page.get_by_label("Файл со списком").set_input_files(path)
        page.get_by_role("button", name="Прочитать файл").click()
        expect(page.get_by_role("heading", name="длинный.csv")).to_be_visible(timeout=60_000)
        expect(page.locator("[data-moves]")).to_have_count(0, timeout=60_000)
        heard = page.evaluate("JSON.parse(sessionStorage.heard || '[]')")
        assert [said["state"] for said in heard][-1] == "done"
        assert any(0 < said["done"] < 9_000 for said in heard), heard
