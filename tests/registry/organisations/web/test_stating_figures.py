"""Figures, institution and contacts of an organisation: stated by whoever keeps them, told where they count."""

from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import (
    Organisation,
)
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import fresh
from tests.registry.organisations.web.pages import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_figures_are_stated_by_the_chair_and_shown(cast: Cast) -> None:
    a_member(cast.lyceum)
    browser = visitor(Role.CHAIR, cast.lyceum)
    browser.post(
        address_of(cast.lyceum, "workforce"),
        {"workers": "40", "students": "0", "on": "01.01.2026", "decision": "5-СП", "version": "1"},
    )
    browser.post(
        address_of(cast.lyceum, "heads"),
        {"workers": "30", "students": "0", "retired": "4", "on": "01.01.2026", "decision": "5-СП", "version": "2"},
    )
    page = text(browser, address_of(cast.lyceum))
    assert "2,5 %" in page
    assert "1 из 40 работающих и обучающихся" in page
    assert "членов на 1 января 2026" in page
    assert 'value="40"' in text(browser, address_of(cast.lyceum, "workforce"))
    assert browser.get(address_of(cast.lyceum, "institution")).status_code == 404
    assert visitor(Role.STAFF, cast.galich).get(address_of(cast.galich, "workforce")).status_code == 404
    refused = browser.post(
        address_of(cast.lyceum, "workforce"),
        {"workers": "-1", "students": "99999999", "on": "01.01.2026", "decision": "", "version": "3"},
    )
    assert {"workers", "students"} <= set(refused.context["form"].errors)


def test_more_members_than_people_is_asked_before_it_is_taken(cast: Cast) -> None:
    for name in ("Ветрова Нина", "Орлова Вера"):
        a_member(cast.lyceum, name)
    browser, address = visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum, "workforce")
    said = {"workers": "1", "students": "0", "on": "01.01.2026", "decision": "", "version": "1"}
    assert 'type="checkbox"' not in text(browser, address)
    asked = browser.post(address, said)
    page = asked.content.decode().replace("\u00a0", " ")
    assert (asked.status_code, fresh(cast.lyceum).version) == (422, 1)
    assert "На учёте больше членов, чем вы указали работающих и учащихся: 2 без пенсионеров" in page
    assert 'type="checkbox" name="is_sure"' in page
    assert browser.post(address, {**said, "is_sure": "on"}).status_code == 302
    assert "200,0 %" in text(browser, address_of(cast.lyceum))


def test_papers_stand_beside_the_counted_with_categories_until_the_record_has_moved(cast: Cast) -> None:
    browser, page = visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum)
    said = {"workers": "1", "students": "0", "retired": "1", "on": "01.01.2026", "decision": "", "version": "1"}
    browser.post(address_of(cast.lyceum, "heads"), said)
    a_member(cast.lyceum, "Ветрова Нина", since=date(2025, 1, 1))
    told = "членов на 1 января 2026 года: 1 работающий, 1 пенсионер"
    assert told in text(browser, page)
    a_member(cast.lyceum, "Орлова Вера", since=date(2026, 6, 1))
    assert "членов на 1 января" not in text(browser, page)
    # Of a past day the answer is that day's.
    assert told in text(browser, f"{page}?on=01.03.2026")
    for day in ("31.12.2025", "01.07.2026"):
        assert "членов на 1 января" not in text(browser, f"{page}?on={day}")


def test_a_region_is_told_its_coverage_and_the_union_how_many_gave_figures(cast: Cast) -> None:
    a_member(cast.lyceum)
    said = {"workers": "40", "students": "0", "on": "01.01.2026", "decision": "", "version": "1"}
    visitor(Role.CHAIR, cast.lyceum).post(address_of(cast.lyceum, "workforce"), said)
    browser = visitor(Role.STAFF, cast.union)
    for place, figure in ((cast.kostroma, "2,5 %"), (cast.union, ">40<")):
        page = text(browser, address_of(place))
        assert figure in page
        assert "где число внесено: 1 из" in page


def test_the_kind_of_institution_is_set_by_staff(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    sent = {"institution": "school", "on": "01.01.2022", "decision": "", "version": "1"}
    browser.post(address_of(cast.lyceum, "institution"), sent)
    assert fresh(cast.lyceum).institution == "school"
    assert "Вид учреждения: Школа" in text(browser, address_of(cast.lyceum))


def test_the_timeline_writes_contacts_and_figures_as_people_do(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.lyceum)
    name = {"chair_last_name": "Ветрова", "chair_first_name": "Нина", "chair_middle_name": "Ильинична"}
    dated = {"on": "01.01.2026", "decision": ""}
    browser.post(address_of(cast.lyceum, "contacts"), {**name, **dated, "phone": "+74943651212", "version": 1})
    heads = {"workers": "21", "students": "0", "retired": "3"}
    browser.post(address_of(cast.lyceum, "heads"), {**heads, **dated, "version": 2})
    browser.post(address_of(cast.lyceum, "workforce"), {"workers": "0", "students": "0", **dated, "version": 3})
    page = text(browser, address_of(cast.lyceum))
    assert "Председатель и контакты: Ветрова Нина Ильинична, +7 494 365-12-12" in page
    assert "Членов по бумажному учёту: 21 работающий, 3 пенсионера" in page
    assert "В учреждении: никого" in page


def test_after_somebody_elses_change_what_was_typed_can_be_sent_again(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.kostroma), address_of(cast.university, "workforce")
    said = {"workers": "40", "students": "10", "on": "01.01.2026", "decision": "№ 5", "version": "1"}
    Organisation.objects.filter(pk=cast.university.pk).update(version=2)
    told = browser.post(address, said)
    page = told.content.decode()
    assert (told.status_code, 'name="version" value="2"' in page, 'value="40"' in page) == (422, True, True)
    assert browser.post(address, {**said, "version": "2"}).status_code == 302
