"""Taking back from the timeline: moves, closings, foundings, statements; once, and while nothing stands on it."""

import re
from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.models import (
    OrganisationKind,
    OrganisationName,
    Workforce,
)
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, Cast, a_primary, a_territory, a_union, visitor
from tests.registry.members.people import a_former_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import MOVED, fresh, moved
from tests.registry.organisations.web.pages import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_move_is_taken_back_from_the_timeline(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    assert undo in text(browser, address_of(cast.lyceum))
    question = text(browser, undo)
    assert "Сейчас: Профсоюз образования → Орловская областная организация → Мценская районная организация" in question
    assert "Станет: Профсоюз образования → Костромская областная организация → Галичская" in question
    browser.post(undo, {"reason": "Внесено по ошибке", "version": 2})
    page = text(browser, address_of(cast.lyceum))
    assert "Отменённый перевод в «Мценская районная организация»" in page
    assert undo not in page
    assert browser.get(undo).status_code == 404
    assert fresh(cast.lyceum).parent == cast.galich


def test_a_move_on_the_day_of_the_founding_is_taken_back_from_the_timeline(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk, on=FOUNDED)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    assert undo in text(browser, address_of(cast.lyceum))
    assert "Станет: Профсоюз образования → Костромская областная организация → Галичская" in text(browser, undo)
    browser.post(undo, {"reason": "Внесено по ошибке", "version": 2})
    assert fresh(cast.lyceum).parent == cast.galich
    assert undo not in text(browser, address_of(cast.lyceum))


@pytest.mark.parametrize("is_replaced", [False, True])
def test_taking_a_move_back_twice_is_told_and_takes_no_other_one_back(cast: Cast, is_replaced: bool) -> None:
    if is_replaced:
        moved(cast.lyceum, cast.buy)
    moved(cast.lyceum, cast.mtsensk)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    fields = re.findall(r'type="hidden" name="(version|move|sign)" value="([^"]+)"', text(browser, undo))
    for said in ("Перевод отменён", "Этот перевод уже отменён или исправлен"):
        answer = browser.post(undo, {**dict(fields), "reason": "Внесено по ошибке"}, follow=True)
        assert answer.redirect_chain == [(address_of(cast.lyceum), 302)]
        assert said in answer.text.replace("\u00a0", " ")
        assert fresh(cast.lyceum).parent == (cast.buy if is_replaced else cast.galich)


def test_a_move_that_cannot_be_taken_back_is_told(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    a_primary(cast.galich, cast.lyceum.name)
    answer = visitor(Role.STAFF, cast.union).post(
        address_of(cast.lyceum, "undo-move"), {"reason": "Ошибка", "version": 2}
    )
    assert answer.status_code == 422
    assert "уже есть" in answer.content.decode()


def test_a_closing_is_taken_back(cast: Cast) -> None:
    closed(cast.lyceum, on=MOVED)
    browser, reopen = visitor(Role.STAFF, cast.galich), address_of(cast.lyceum, "reopen")
    assert reopen in text(browser, address_of(cast.lyceum))
    assert cast.lyceum.short_name in text(browser, reopen)
    assert browser.post(reopen, {"reason": "", "version": 2}).status_code == 422
    answer = browser.post(reopen, {"reason": "Внесено по ошибке", "version": 2}, follow=True)
    assert "Отменённое закрытие" in answer.content.decode()
    assert fresh(cast.lyceum).is_open
    assert browser.get(reopen).status_code == 404


def test_a_move_that_a_change_of_kind_stands_on_is_told_with_the_kind_the_place_and_the_days(cast: Cast) -> None:
    moved(cast.lyceum, cast.kostroma)
    browser = visitor(Role.STAFF, cast.union)
    sent = {"type": "primary_with_territorial_rights", "on": "01.06.2023", "decision": "№ 4", "version": "2"}
    assert browser.post(address_of(cast.lyceum, "type"), sent).status_code == 302
    refused = browser.post(address_of(cast.lyceum, "undo-move"), {"reason": "Ошибка", "version": 3})
    said = refused.text.replace("\u00a0", " ")
    assert refused.status_code == 422
    assert "вида «Первичная с правами территориальной» не стоит прямо под «Галичская районная организация»" in said
    assert "Так было бы с 1 июня 2023 года: этого вида она с 1 июня 2023 года" in said


def test_a_move_back_under_what_was_closed_since_names_it(cast: Cast) -> None:
    territory = a_territory(cast.kostroma, "Шарьинская организация")
    school = a_primary(territory, "ППО Шарьинской школы")
    moved(school, cast.buy)
    closed(territory, on=date(2025, 1, 1))
    refused = visitor(Role.STAFF, cast.union).post(address_of(school, "undo-move"), {"reason": "Ошибка", "version": 2})
    said = refused.text.replace("\u00a0", " ")
    assert refused.status_code == 422
    assert "«Шарьинская организация» закрыта 1 января 2025 года" in said
    assert "Сначала откройте её снова" in said


def test_a_figure_on_a_wrong_day_is_taken_back_from_the_timeline_and_a_second_click_is_harmless(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.lyceum)
    for version, (workers, day) in enumerate([("40", "01.01.2025"), ("400", "01.01.2026")], start=1):
        said = {"workers": workers, "students": "0", "on": day, "decision": "5-СП", "version": version}
        browser.post(address_of(cast.lyceum, "workforce"), said)
    [wrong] = Workforce.objects.filter(workers=400)
    undo = address_of(cast.lyceum, "take-back", kind="workforce", fact_id=wrong.pk)
    assert undo in text(browser, address_of(cast.lyceum))
    question = text(browser, undo)
    assert "Отменить сведения от 1 января 2026 года?" in question
    assert "Внесено с этого дня: 400 работающих. Станет: 40 работающих." in question
    assert browser.post(undo, {"reason": "", "version": "3"}).status_code == 422
    answers = [browser.post(undo, {"reason": "Не тот год", "version": "3"}) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [address_of(cast.lyceum)] * 2
    page = text(browser, address_of(cast.lyceum))
    assert "Сколько работает и учится: отменено" in page
    assert "значилось: «400 работающих»" in page
    assert undo not in page
    assert fresh(cast.lyceum).version == 4


def test_a_change_of_kind_that_something_stands_on_is_told_and_a_founding_offers_nothing(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    assert "taking-back" not in text(browser, address_of(cast.university))
    sent = {"type": "primary", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    browser.post(address_of(cast.university, "type"), sent)
    moved(cast.university, cast.buy, on=date(2023, 1, 1))
    fact = OrganisationKind.objects.get(organisation=cast.university, valid_from=date(2022, 1, 1))
    undo = address_of(cast.university, "take-back", kind="type", fact_id=fact.pk)
    assert browser.post(undo, {"reason": "Ошибка", "version": "3"}).status_code == 422
    founded = OrganisationKind.objects.get(organisation=cast.university, valid_from=FOUNDED)
    for kind, id_ in (("type", founded.pk), ("type", 999_999), ("type", 10**20), ("status", 1), ("renamed", fact.pk)):
        assert browser.get(address_of(cast.university, "take-back", kind=kind, fact_id=id_)).status_code == 404


def test_a_stranger_takes_no_statement_back(cast: Cast) -> None:
    fact = OrganisationName.objects.get(organisation=cast.lyceum)
    undo = address_of(cast.lyceum, "take-back", kind="renamed", fact_id=fact.pk)
    for browser in (
        visitor(Role.STAFF, cast.oryol),
        visitor(Role.AUDITOR, cast.union),
        visitor(Role.CHAIR, cast.lyceum),
    ):
        assert browser.get(undo).status_code == 404
        assert browser.post(undo, {"reason": "Ошибка", "version": "1"}).status_code == 404


def test_a_founding_by_mistake_is_taken_back_while_nothing_stands_on_it(cast: Cast) -> None:
    slip = a_primary(cast.galich, "ППО Лишней школы")
    browser, undo = visitor(Role.STAFF, cast.kostroma), address_of(slip, "undo-founding")
    assert undo in text(browser, address_of(slip))
    assert "Отменить создание «ППО Лишней школы»?" in text(browser, undo)
    assert browser.post(undo, {"reason": "", "version": 1}).status_code == 422
    for _ in range(2):
        done = browser.post(undo, {"reason": "Внесена дважды", "version": 1})
        assert done.headers["Location"] == address_of(slip)
    gone = fresh(slip)
    assert (gone.closed_on, gone.version) == (gone.founded_on, 2)
    entry = Entry.objects.get(verb="organisation_founding_taken_back")
    assert (entry.object_id, entry.reason) == (slip.pk, "Внесена дважды")
    assert "ППО Лишней школы" not in text(browser, address_of(cast.galich))
    # Its name is free again; what people stand on, or once stood on, is closed instead.
    assert a_primary(cast.galich, "ППО Лишней школы").inpo != slip.inpo
    a_former_member(cast.lyceum, until=date(2021, 1, 1))
    refused = browser.post(address_of(cast.lyceum, "undo-founding"), {"reason": "Ошибка", "version": 1})
    assert refused.status_code == 422
    assert "Закройте её решением" in refused.text.replace("\u00a0", " ")
    assert fresh(cast.lyceum).is_open
    assert visitor(Role.STAFF, cast.oryol).get(undo).status_code == 404
