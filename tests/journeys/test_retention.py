"""The centre of the union looks at what is kept too long, sets a period and confirms the table by a decision."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.retention.models import RetentionDecision
from tests.cast import PASSWORD, TODAY, a_union, a_user
from tests.foundation.retention.nights import night
from tests.journeys.browser import DESK, PHONE, visit
from tests.journeys.pages_server import serve_pages
from tests.registry.members.people import a_former_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_decision_switches_the_removal_on(browser: Browser, width: int) -> None:
    cast = a_union()
    a_user("centre", name="Белозёрская-Воскресенская Анастасия", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
    left = a_former_member(cast.berezovka, until=TODAY - timedelta(days=60), phone="+79105550112")
    with serve_pages() as home, visit(browser, home, width=width) as person:
        page = person.open("/sign-in/")
        page.get_by_label("Логин").fill("centre")
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        person.open("/retention/")
        person.assert_accessible()
        expect(page.get_by_text("Профсоюз ещё не подтвердил сроки.")).to_be_visible()

        page.get_by_role("link", name="Контакты бывших членов Профсоюза").click()
        person.assert_accessible()
        expect(page.get_by_role("link", name="Абрамова Людмила Викторовна")).to_be_visible()
        expect(page.locator("#due del")).to_have_text(re.compile("555"))
        page.get_by_role("link", name="Установить другой срок").click()
        person.assert_accessible()
        page.get_by_label("Единица срока").select_option("days")
        page.get_by_label(re.compile("^Сколько")).fill("35")
        page.get_by_label("Основание").fill("Постановление Исполкома № 6-12")
        page.get_by_role("button", name="Установить срок").click()
        expect(page.get_by_text("35 дней").first).to_be_visible()

        person.open("/retention/decision/")
        person.assert_accessible()
        page.get_by_label("Дата решения").fill(f"{timezone.localdate():%d.%m.%Y}")
        page.get_by_label("Номер решения").fill("6-12")
        page.get_by_role("button", name="Подтвердить сроки").click()
        expect(page.get_by_text(re.compile("Сроки подтверждены решением"))).to_be_visible()
    assert RetentionDecision.objects.get().periods["members.contacts"] == "35d"
    assert night("members.contacts", timezone.localdate()) == 1
    left.person.refresh_from_db()
    assert left.person.phone == ""
