"""Every indicator is said in words, and each goal of the board leads to its own."""

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.queries.board import GOALS
from edinstvo.insight.indicators.rules import INDICATORS
from edinstvo.insight.indicators.web.definitions import families
from edinstvo.insight.indicators.web.meanings import COUNTS, LABELS
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_every_indicator_has_its_words_and_no_words_are_left_over() -> None:
    assert LABELS.keys() == {one.name for one in INDICATORS}
    assert COUNTS.keys() == {name for one in INDICATORS for name in (one.numerator, one.denominator) if name}
    assert sum(len(family.lines) for family in families()) == len(INDICATORS)
    assert set(GOALS) <= {family.name for family in families()}


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
    board = browser.get("/indicators/").content.decode()
    for goal in GOALS:
        assert f'id="{goal}"' in page
        assert f'<a href="/indicators/definitions/#{goal}">' in board


def test_its_ways_to_act_can_be_gone(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    for family in families():
        assert not family.act_url or browser.get(family.act_url).status_code == 200, family.name
