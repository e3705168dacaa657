"""Changing the kind, and what holds for every change: it rests on a decision, and a stranger finds no page."""

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.actions.change_type import change_type
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.refuse_no_decision import DecisionMissing
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import OrganisationType
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.registry.organisations.moving import fresh, moved
from tests.registry.organisations.web.pages import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_kind_is_changed_and_a_refusal_stands_beside_its_field(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    sent = {"type": "primary_with_territorial_rights", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    moved(cast.lyceum, cast.kostroma)
    refused = browser.post(address_of(cast.lyceum, "type"), {**sent, "on": "01.06.2021", "version": "2"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["type"])
    assert (
        "Организация вида «Первичная с правами территориальной» не стоит прямо под «Галичская районная организация» "
        "(«Территориальная»). Так было бы с 1 июня 2021 года: этого вида она с 1 июня 2021 года, на этом месте с "
    ) in refused.text.replace("\u00a0", " ")
    assert "1 организация, 0 человек на учёте" in text(browser, address_of(cast.university, "type"))
    browser.post(address_of(cast.university, "type"), {**sent, "type": "primary"})
    assert fresh(cast.university).type == "primary"
    assert "Вид: «Первичная с правами территориальной» → «Первичная»" in text(browser, address_of(cast.university))
    assert browser.get(address_of(cast.galich, "type")).status_code == 404


def test_a_primary_below_a_territory_is_told_to_move_first_and_sees_no_form(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.kostroma), address_of(cast.lyceum, "type")
    sent = {"type": "primary_with_territorial_rights", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    for answer, status in ((browser.get(address), 200), (browser.post(address, sent), 422)):
        main = answer.text.split('<main id="main">')[1].split("</main>")[0].replace("\u00a0", " ")
        assert (answer.status_code, "<form" in main) == (status, False)
        assert "не стоит прямо под «Галичская районная организация» («Территориальная»)" in main
        assert f'href="{address_of(cast.lyceum, "move")}"' in main


@pytest.mark.parametrize("act", ["move", "undo-move", "reopen", "type", "institution", "workforce", "heads"])
def test_a_stranger_finds_no_such_page(cast: Cast, act: str) -> None:
    moved(cast.lyceum, cast.buy)
    for browser in (visitor(Role.STAFF, cast.oryol), visitor(Role.AUDITOR, cast.union)):
        assert browser.get(address_of(cast.lyceum, act)).status_code == 404
        assert browser.post(address_of(cast.lyceum, act), {"version": 2, "on": "01.01.2023"}).status_code == 404


@pytest.mark.parametrize("act", ["move", "type", "close", "rename"])
def test_an_act_without_a_decision_is_told_beside_it_and_nothing_typed_is_lost(cast: Cast, act: str) -> None:
    browser, place = visitor(Role.STAFF, cast.union), cast.university if act == "type" else cast.lyceum
    said = {"parent": cast.buy.pk, "type": "primary", "name": "Лицей", "short_name": "Лицей"}
    sent = {**said, "on": "01.01.2022", "decision": " ", "version": 1}
    refused = browser.post(address_of(place, act), sent)
    page = refused.content.decode().replace("\u00a0", " ")
    assert (refused.status_code, fresh(place).version) == (422, 1)
    assert "Укажите, чьё это решение, его дату и номер" in page
    assert "01.01.2022" in page
    assert browser.post(address_of(place, act), {**sent, "decision": "№ 5"}).status_code == 302
    assert fresh(place).version == 2


def test_the_acts_themselves_refuse_to_rest_on_nothing(cast: Cast) -> None:
    common = {"actor": OPERATOR, "organisation": cast.lyceum, "on": TODAY, "at": NOW, "expected_version": 1}
    for act, said in (
        (move_organisation, {"parent": cast.buy}),
        (change_type, {"type": OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS}),
        (close_organisation, {}),
        (rename_organisation, {"name": "Лицей", "short_name": "Лицей"}),
    ):
        with pytest.raises(DecisionMissing):
            act(**common, **said, decision=" ")  # type: ignore[operator]  # each takes what is its own
