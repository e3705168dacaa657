"""Every indicator is said in words, and each goal of the board leads to its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.queries.board import GOALS
from edinstvo.insight.indicators.rules import INDICATORS
from edinstvo.insight.indicators.web.acts import addresses_for
from edinstvo.insight.indicators.web.definitions import families
from edinstvo.insight.indicators.web.meanings import COUNTS, LABELS
from tests.cast import Cast, a_union, actor, visitor
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_every_indicator_has_its_words_and_no_words_are_left_over() -> None:
    assert LABELS.keys() == {one.name for one in INDICATORS}
    assert COUNTS.keys() == {name for one in INDICATORS for name in (one.numerator, one.denominator) if name}
    nowhere = dict.fromkeys((count.act_address for count in COUNTS.values()), "")
    assert sum(len(family.lines) for family in families(addresses=nowhere)) == len(INDICATORS)
    assert set(GOALS) <= {family.name for family in families(addresses=nowhere)}


def test_the_page_says_them_in_russian_and_the_board_leads_there(cast: Cast) -> None:
    a_member(cast.berezovka)
    browser = visitor(Role.STAFF, cast.galich)
    page = browser.get("/indicators/definitions/").content.decode().replace("\xa0", " ")
    for said in (
        "Что считается",
        "на электронном учёте",
        "Кто отвечает",
        "организационный отдел",
        "60 %",
        "больше — лучше",
    ):
        assert said.lower() in page.lower()
    assert "учётная запись" not in page.lower()
    assert "учёт ведётся здесь, в электронном виде" in page
    assert "до 35 лет включительно" in page
    board = browser.get("/indicators/").content.decode()
    for goal in GOALS:
        assert f'id="{goal}"' in page
        assert f'<a href="/indicators/definitions/#{goal}">' in board


@pytest.mark.parametrize(
    ("role", "place", "missing"),
    [
        (Role.CHAIR, "berezovka", {"chairs_with_access", "chairs_signed_in", "regions_structured"}),
        (Role.STAFF, "galich", {"regions_structured"}),
        (Role.STAFF, "kostroma", set()),
        (Role.STAFF, "union", set()),
        (Role.AUDITOR, "kostroma", {"total", "registered", "members", "joined", "net", "youth", "covered"}),
        (Role.AUDITOR, "galich", {"total", "registered", "chairs_with_access", "chairs_signed_in"}),
    ],
)
def test_every_way_to_act_that_is_shown_can_be_gone(role: Role, place: str, missing: set[str], cast: Cast) -> None:
    who = actor(role, getattr(cast, place))
    shown = {family.name: family.act_url for family in families(addresses=addresses_for(who)) if family.act_url}
    ways = {name for name, count in COUNTS.items() if count.act_address} - {"employed"}
    assert missing <= ways - shown.keys()
    assert bool(missing) == (shown.keys() != ways)
    browser = visitor(role, getattr(cast, place))
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/indicators/definitions/").content.decode()
    assert len(asked) <= 12
    for address in set(shown.values()):
        assert f'<a href="{address}">' in page
        assert browser.get(address).status_code == 200, address


def test_whoever_sees_no_region_issues_the_logins_of_their_own_branch(cast: Cast) -> None:
    assert addresses_for(actor(Role.STAFF, cast.galich))["offices:letters"] == f"/letters/{cast.galich.inpo}/"
    assert addresses_for(actor(Role.STAFF, cast.kostroma))["offices:letters"] == "/indicators/structure/"
