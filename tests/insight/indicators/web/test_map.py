"""The tile map: 85 subjects, their share, the way to each board; what is few, or nowhere, says so."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.queries.past import MOST_CHANGED
from edinstvo.insight.indicators.rules import STEPS, TARGETS, step_of
from edinstvo.insight.indicators.web.outlines import outlines
from edinstvo.insight.indicators.web.tiles import COLUMNS, HEIGHT, ROWS, TILES, WIDTH
from edinstvo.registry.organisations.models import FederalSubject
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import a_member

NAMES = ("Первая Анна", "Вторая Анна", "Третья Анна", "Четвёртая Анна", "Пятая Анна", "Шестая Анна")


@pytest.fixture
def cast(db: None) -> Cast:
    """Six in Kostroma, three in Oryol, everybody on electronic record; Oryol covers Kaluga as well."""
    cast = a_union()
    for name in NAMES:
        a_member(cast.berezovka, name, since=date(2020, 1, 1))
    for name in NAMES[:3]:
        a_member(cast.mtsensk_school, name, date(1970, 1, 1), since=date(2020, 1, 1))
    cast.oryol.subjects.add("40")
    return cast


def _page(browser: Client, address: str = "/indicators/map/", status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def _tiles(page: str) -> dict[str, str]:
    """What the title of each tile says, by the name of the subject."""
    return dict(title.rsplit(": ", 1) for title in re.findall(r"<title>([^<]+: [^<]+)</title>", page))


class TestTheLayout:
    def test_has_each_subject_once_and_no_two_on_one_tile(self, db: None) -> None:
        assert TILES.keys() == set(FederalSubject.objects.values_list("code", flat=True))
        assert len({(tile.x, tile.y) for tile in TILES.values()}) == len(TILES) == 85
        assert max(tile.x for tile in TILES.values()) == (COLUMNS - 1) * WIDTH
        assert max(tile.y for tile in TILES.values()) == (ROWS - 1) * HEIGHT

    def test_each_subject_has_an_outline_within_the_drawing(self) -> None:
        land = outlines()
        assert land.paths.keys() == TILES.keys()
        for path in land.paths.values():
            starts = [tuple(map(float, pair)) for pair in re.findall(r"M([\d.]+) ([\d.]+)l", path)]
            assert starts
            assert all(0 <= x <= land.width and 0 <= y <= land.height for x, y in starts)
            assert re.fullmatch(r"(M[\d.]+ [\d.]+l[-\d. ]+z)+", path)

    @pytest.mark.parametrize("goal", STEPS)
    def test_its_steps_rise_through_the_target(self, goal: str) -> None:
        bounds = STEPS[goal]
        assert list(bounds) == sorted(set(bounds))
        assert TARGETS.get(goal, bounds[2]) == bounds[2]
        assert [step_of(goal, share) for share in (0, *bounds)] == [1, 2, 3, 4, 5]


class TestThePage:
    def test_tells_each_subject_by_its_organisation_and_leads_to_its_board(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.union), "/indicators/map/?by=registered")
        told = _tiles(page)
        assert len(told) == 85
        assert told["Костромская область"] == "100 %"
        assert told["Орловская область"] == told["Калужская область"] == "меньше 5 человек"
        assert told["Чукотский автономный округ"] == "нет организации"
        assert f"/indicators/?organisation={cast.kostroma.inpo}&amp;by=registered" in page
        assert 'fill="url(#few)"' in page

    def test_the_legend_counts_and_filters(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        page = _page(browser)
        counts = [int(n) for n in re.findall(r'<span class="n">(\d+)</span></li>', page)]
        assert sum(counts) == 85
        few = _page(browser, "/indicators/map/?step=few")
        assert few.count('<tr><td><a class="name"') == 2
        assert few.count('class="off"') == 83
        assert _page(browser, "/indicators/map/?step=nonsense").count('class="off"') == 0

    def test_by_outlines_it_tells_the_same_and_stays_so(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        page = _page(browser, "/indicators/map/?view=land&by=plastic")
        assert _tiles(page) == _tiles(_page(browser, "/indicators/map/?by=plastic"))
        assert len(re.findall(r"<path class=\"[\w ]+\"[^>]* d=\"M", page)) == 85
        assert "by=bonus&amp;view=land" in page
        assert 'href="/indicators/map/?by=plastic#table"' in page
        assert "step=none&amp;view=land" in page

    def test_of_a_past_day_it_tells_that_day(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.union), "/indicators/map/?on=01.01.2019")
        assert _tiles(page)["Костромская область"] == "никто не стоит на учёте"
        assert "on=2019-01-01" in page
        assert "Полные записи" not in page

    def test_a_region_sees_itself_and_a_territory_no_map(self, cast: Cast) -> None:
        told = _tiles(_page(visitor(Role.STAFF, cast.kostroma)))
        assert told["Костромская область"] == "100 %"
        assert told["Орловская область"] == "не в вашей ветви"
        assert visitor(Role.STAFF, cast.galich).get("/indicators/map/").status_code == 404

    def test_of_a_great_load_it_says_that_it_is_still_counted(self, cast: Cast) -> None:
        PastChange.objects.bulk_create(PastChange(organisation_id=-n) for n in range(1, MOST_CHANGED + 2))
        assert "ещё считаются" in _page(visitor(Role.STAFF, cast.union), "/indicators/map/?on=01.01.2019")

    @pytest.mark.parametrize("question", ["", "?on=01.01.2021"])
    def test_costs_few_statements(self, question: str, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        _page(browser)
        with CaptureQueriesContext(connection) as found:
            _page(browser, f"/indicators/map/{question}")
        assert len(found) <= 12
