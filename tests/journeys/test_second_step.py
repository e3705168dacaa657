"""Regional staff sign in for the first time since the second step is required: a passkey, the paper, the sessions."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from edinstvo.foundation.access.powers import Role
from tests.cast import PASSWORD, a_union, a_user
from tests.journeys.browser import PHONE, Visit, visit
from tests.journeys.pages_server import serve_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def show_password(person: Visit) -> Page:
    page = person.open("/sign-in/?next=/account/security/")
    page.get_by_label("Логин").fill("oreshkina")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    return page


def give_a_passkey_device(page: Page) -> None:
    """A telephone with a fingerprint, as Chromium pretends it."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "automaticPresenceSimulation": True}})


def test_a_passkey_and_the_paper_let_in(browser: Browser, settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"
    a_user("oreshkina", name="Орешкина С. Н.", password=PASSWORD, grants=[(Role.STAFF, a_union().kostroma)])
    with serve_pages() as address:
        home = address.replace("127.0.0.1", "localhost")
        with visit(browser, home, width=PHONE) as person:
            page = show_password(person)
            give_a_passkey_device(page)
            person.assert_accessible()
            page.get_by_role("link", name="Настроить приложение с кодами").click()
            expect(page.get_by_role("img", name="QR-код с ключом")).to_be_visible()
            person.assert_accessible()
            page.get_by_role("link", name="Назад").click()
            page.get_by_role("link", name="Добавить ключ доступа").click()
            person.assert_accessible()
            page.get_by_role("button", name="Создать ключ").click()
            expect(page.get_by_role("heading", name="Резервные коды")).to_be_visible()
            person.assert_accessible()
            code = page.locator("code").first.inner_text()
            page.get_by_role("link", name="Коды сохранены").click()
            expect(page.get_by_role("heading", name="Безопасность")).to_be_visible()
            person.assert_accessible()
            page.get_by_label("профиль и выход").click()
            page.get_by_role("button", name="Выйти").click()
            show_password(person)
            person.assert_accessible()
            page.get_by_role("button", name="Войти по ключу доступа").click()
            expect(page.get_by_role("heading", name="Безопасность")).to_be_visible()
        with visit(browser, home, javascript=False) as person:
            page = show_password(person)
            expect(page.get_by_text("Ключам доступа нужен JavaScript")).to_be_visible()
            page.get_by_label("Код", exact=True).fill(code)
            page.get_by_role("button", name="Войти", exact=True).click()
            expect(page.get_by_text("Осталось 9 кодов")).to_be_visible()
            page.get_by_role("button", name="Завершить остальные").click()
            expect(page.get_by_text("Завершён 1 сеанс")).to_be_visible()
