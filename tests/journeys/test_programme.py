"""A programme is approved, a region reports a step, the centre returns it, the region mends it, the centre accepts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from edinstvo.foundation.access.powers import Role
from tests.cast import PASSWORD, Cast, a_union, a_user
from tests.journeys.browser import DESK, PHONE, visit
from tests.journeys.pages_server import serve_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROGRAMME, STAGE = "Год цифровизации", "Обучение председателей"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = a_union()
    a_user("centre", name="Сухарева Ирина Владимировна", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
    a_user("region", name="Лебедев Алексей Петрович", password=PASSWORD, grants=[(Role.STAFF, cast.kostroma)])
    return cast


@pytest.mark.parametrize(("javascript", "width"), [(True, DESK), (False, PHONE)])
def test_from_the_decision_to_the_accepted_step(browser: Browser, cast: Cast, javascript: bool, width: int) -> None:
    with (
        serve_pages() as home,
        visit(browser, home, width=DESK, javascript=javascript) as centre,
        visit(browser, home, width=width, javascript=javascript) as region,
    ):
        approve(sign_in(centre.open("/sign-in/"), "centre"))
        sign_in(region.open("/sign-in/"), "region")
        report(region.open("/programme/"), text="Обучены все")
        # The checker is itself a script.
        if javascript:
            centre.assert_accessible()
            region.assert_accessible()

        page = centre.open("/programme/")
        page.get_by_role("link", name="Посмотреть и ответить").click()
        page.get_by_role("link", name="Вернуть").click()
        page.get_by_label("Что исправить").fill("Нет списка обученных")
        page.get_by_role("button", name="Вернуть отчёт").click()
        expect(page.get_by_text("Отчёт возвращён. ")).to_be_visible()

        page = region.open("/notices/")
        expect(page.get_by_text("Нет списка обученных")).to_be_visible()
        page = region.open("/programme/")
        expect(page.get_by_text("Ваш отчёт вернули: Нет списка обученных")).to_be_visible()
        page.get_by_role("link", name="Отчитаться об этапе").first.click()
        expect(page.get_by_label("Что сделано")).to_have_value("Обучены все")
        report(page, text="Обучены все, список приложен")

        page = centre.open("/programme/")
        page.get_by_role("link", name="Посмотреть и ответить").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="список.pdf").first.click()
        assert download.value.suggested_filename == "список.pdf"
        page.get_by_role("link", name="Принять").click()
        page.get_by_role("button", name="Принять отчёт").click()
        expect(page.get_by_text("Отчёт принят. ")).to_be_visible()
        expect(centre.open("/programme/").get_by_text("Выполнили 1 из 2")).to_be_visible()
        expect(region.open("/programme/").get_by_text("принято").first).to_be_visible()


def approve(page: Page) -> None:
    """The programme with one stage, through the empty state."""
    page.get_by_role("navigation").get_by_role("link", name="Программа").click()
    page.get_by_role("link", name="Утвердить программу").click()
    page.get_by_label("Название программы").fill(PROGRAMME)
    page.get_by_label("Первый день").fill("01.01.2026")
    page.get_by_label("Последний день").fill("31.12.2099")
    page.get_by_label("Кто утвердил").fill("Исполнительный комитет")
    page.get_by_label("Дата решения").fill("20.12.2025")
    page.get_by_label("Номер решения").fill("6-12")
    page.get_by_role("button", name="Утвердить программу").click()
    page.get_by_role("link", name="Добавить первый этап").click()
    page.get_by_label("Название этапа").fill(STAGE)
    page.get_by_label("Первый день").fill("01.09.2026")
    page.get_by_label("Срок").fill("31.12.2099")
    page.get_by_label("Кто отвечает").fill("Отдел цифровизации")
    page.get_by_role("button", name="Добавить этап").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STAGE)


def report(page: Page, *, text: str) -> None:
    """What was done, with a file that shows it."""
    if page.get_by_label("Что сделано").count() == 0:
        page.get_by_role("link", name="Отчитаться об этапе").first.click()
    page.get_by_label("Что сделано").fill(text)
    file = {"name": "список.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 list"}
    page.get_by_label("Файл").set_input_files(files=[file])  # type: ignore[list-item]  # a FilePayload
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_text("Отчёт отправлен. ")).to_be_visible()


def sign_in(page: Page, login: str) -> Page:
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page
