"""Closing as people do it: what stands below, what was changed meanwhile, and what could only fail."""

from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.history import status_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, Cast, a_union, visitor
from tests.registry.organisations.closing import closed
from tests.registry.organisations.web.acts import SCHOOL, somebody_renames


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_school_is_closed_after_a_question(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    question = browser.get(address_of(cast.lyceum, "close")).content.decode()
    assert cast.lyceum.short_name in question.replace("\u00a0", " ")
    answer = browser.post(address_of(cast.lyceum, "close"), {"on": "01.09.2020", "decision": "№ 8", "version": 1})
    assert answer.headers["Location"] == address_of(cast.lyceum)
    assert Organisation.objects.get(pk=cast.lyceum.pk).closed_on == date(2020, 9, 1)


def test_a_founding_by_mistake_is_taken_back_by_closing_on_its_day(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    asked = browser.get(address_of(cast.lyceum, "close")).content.decode().replace("\u00a0", " ")
    assert f"Укажите день её создания, {day(FOUNDED)}: тогда её не было ни дня.".replace("\u00a0", " ") in asked
    said = {"on": f"{FOUNDED:%d.%m.%Y}", "decision": "№ 8", "version": 1}
    assert browser.post(address_of(cast.lyceum, "close"), said).status_code == 302
    assert status_on(cast.lyceum, on=FOUNDED) == "closed"


def test_what_still_stands_below_is_said_before_and_after(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.galich.pk, 47)])
    browser = visitor(Role.STAFF, cast.kostroma)
    sent = {"on": "01.09.2020", "decision": "№ 1", "version": 1}
    for answer, status in (
        (browser.get(address_of(cast.galich, "close")), 200),
        (browser.post(address_of(cast.galich, "close"), sent), 422),
    ):
        assert answer.status_code == status
        said = answer.content.decode().replace("\u00a0", " ")
        assert "в неё входят 2 организации, на учёте 47 человек" in said
        assert "<form method" not in said.split('<main id="main">')[1].split("</main>")[0]


def test_what_could_only_fail_is_a_sentence_and_a_way_on_and_no_form(cast: Cast) -> None:
    closed(cast.lyceum, on=date(2020, 9, 1))
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    for organisation, act, said, way in (
        (cast.lyceum, "close", "Она уже закрыта: 1 сентября 2020 года.", address_of(cast.lyceum, "reopen")),
        (cast.lyceum, "found", "уже ничего не создают", address_of(cast.galich)),
        (cast.union, "close", "Сам Профсоюз здесь не закрывают.", f"{address_of(cast.union)}#below"),
        (cast.union, "move", "Профсоюз ни во что не входит.", f"{address_of(cast.union)}#below"),
    ):
        for answer, status in (
            (browser.get(address_of(organisation, act)), 200),
            (browser.post(address_of(organisation, act), {**SCHOOL, "on": "01.09.2021", "version": 2}), 422),
        ):
            main = answer.content.decode().split('<main id="main">')[1].split("</main>")[0].replace("\u00a0", " ")
            assert (answer.status_code, said in main, f'href="{way}"' in main) == (status, True, True), act
            assert "<form" not in main
    page = browser.get(address_of(cast.lyceum, "rename")).content.decode().replace("\u00a0", " ")
    assert "только то, что было до этого дня" in page


def test_a_school_renamed_meanwhile_is_looked_at_again(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    somebody_renames(cast.lyceum, "ППО Гимназии")
    answer = browser.post(address_of(cast.lyceum, "close"), {"on": "01.09.2020", "decision": "№ 1", "version": 1})
    assert answer.status_code == 422
    assert "теперь это «ППО Гимназии»" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    assert Organisation.objects.get(pk=cast.lyceum.pk).is_open
