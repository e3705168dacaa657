"""Trend, who joined online and structure of the regions as files: what stands in them, for whom, the journal."""

import csv
import re
from datetime import date
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.http import FileResponse
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.queries.past import MOST_CHANGED
from tests.cast import Cast, a_union, a_user, visitor
from tests.foundation.documents.papers import texts_of
from tests.insight.indicators.web.test_online import online
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import moved

SINCE = date(2020, 1, 1)
DAYS = "since=2020-12-31&on=2021-02-28"
VERBS = {
    "movement": "movement_exported",
    "trend": "trend_exported",
    "online": "online_exported",
    "structure": "structure_exported",
}


@pytest.fixture
def cast(db: None) -> Cast:
    """Two in Berezovka, one of whom joined online; of three others of Galich, all online, the school has moved away."""
    cast = a_union()
    a_member(cast.berezovka, "Бумажная Инна", since=SINCE)
    online(a_member(cast.berezovka, "Сетевая Анна", since=SINCE))
    for name in ("Анна", "Вера", "Зоя"):
        online(a_member(cast.lyceum, f"Учётная {name}", since=SINCE))
    return cast


def _file(browser: Client, url: str, kind: str) -> bytes:
    answer = browser.post(url, {"kind": kind})
    assert answer.status_code == 200
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # made of bytes in memory


def _rows(browser: Client, url: str) -> list[list[str]]:
    return list(csv.reader(StringIO(_file(browser, url, "csv").decode("utf-8-sig")), delimiter=";"))


def _urls(cast: Cast) -> dict[str, str]:
    number = cast.galich.inpo
    return {
        "trend": f"/indicators/trend/file/?organisation={number}&by=plastic&{DAYS}",
        "online": f"/indicators/online/file/?organisation={number}",
        "movement": f"/indicators/movement/file/?organisation={number}&since=01.01.2020",
        "structure": "/indicators/structure/file/",
    }


class TestTheTrend:
    def test_has_a_row_for_each_day_of_the_line(self, cast: Cast) -> None:
        url = f"/indicators/trend/file/?organisation={cast.berezovka.inpo}&by=registered&{DAYS}"
        headings, *rows = _rows(visitor(Role.STAFF, cast.kostroma), url)
        assert headings == ["День", "Состоят", "На электронном учёте", "Процент", "У кого нет, чел.", "Структура"]
        assert [row[0] for row in rows] == ["31.12.2020", "31.01.2021", "28.02.2021"]
        assert {tuple(row[1:5]) for row in rows} == {("2", "0", "0,0", "2")}
        assert {row[-1] for row in rows} == {"по структуре того дня"}

    def test_until_today_stands_in_the_tree_that_the_page_shows(self, cast: Cast) -> None:
        moved(cast.berezovka, cast.buy, on=date(2025, 1, 1))
        browser, told = visitor(Role.STAFF, cast.kostroma), {}
        for tree in ("then", "today"):
            page = browser.get(
                f"/indicators/trend/?organisation={cast.galich.inpo}&by=members&since=01.12.2024&tree={tree}"
            )
            [url] = re.findall(r'action="(/indicators/trend/file/[^"]*)"', page.content.decode())
            [first, *_] = _rows(browser, unescape(url))[1:]
            told[tree] = (first[1], first[-1])
        assert told == {"then": ("5", "по структуре того дня"), "today": ("3", "по сегодняшней структуре")}

    def test_on_paper_is_russian_whoever_takes_it(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        browser.post("/language/", {"language": "en"})
        (text,) = texts_of(_file(browser, _urls(cast)["trend"], "pdf"))
        assert "0,0" in text
        assert "0.0" not in text

    def test_of_people_has_no_share(self, cast: Cast) -> None:
        url = f"/indicators/trend/file/?organisation={cast.berezovka.inpo}&by=members&{DAYS}"
        assert _rows(visitor(Role.STAFF, cast.kostroma), url)[:2] == [
            ["День", "Состоят", "Структура"],
            ["31.12.2020", "2", "по структуре того дня"],
        ]

    def test_to_be_printed_says_the_days_and_the_shares(self, cast: Cast) -> None:
        (text,) = texts_of(_file(visitor(Role.STAFF, cast.kostroma), _urls(cast)["trend"], "pdf"))
        for part in (
            "31 декабря 2020 года",
            "28 февраля 2021 года",
            "Пластиковая карта",
            "31.01.2021",
            cast.galich.name,
        ):
            assert part in text


class TestWhoCameAndWent:
    def test_has_the_place_and_all_right_below_it(self, cast: Cast) -> None:
        headings, *rows = _rows(visitor(Role.STAFF, cast.kostroma), _urls(cast)["movement"])
        assert headings[:6] == ["Организация", "ИНПО", "Состоят", "Вступили", "Выбыли", "Разница"]
        assert [row[2:7] for row in rows[:1]] == [["5", "5", "0", "5", "01.01.2020"]]
        assert {row[0]: row[3] for row in rows[1:]} == {cast.lyceum.short_name: "3", cast.berezovka.short_name: "2"}

    def test_to_be_printed_says_the_period(self, cast: Cast) -> None:
        (text,) = texts_of(_file(visitor(Role.STAFF, cast.kostroma), _urls(cast)["movement"], "pdf"))
        for part in ("1 января 2020 года", "Выбыли", "+5", cast.lyceum.short_name):
            assert part in text


class TestWhoJoinedOnline:
    def test_has_the_place_and_all_who_have_anybody(self, cast: Cast) -> None:
        headings, *rows = _rows(visitor(Role.STAFF, cast.kostroma), _urls(cast)["online"])
        assert headings == ["Организация", "ИНПО", "Вступили через сайт", "На дату", "Структура"]
        assert [row[:3] for row in rows] == [
            [cast.galich.short_name, cast.galich.number, "4"],
            [cast.lyceum.short_name, cast.lyceum.number, "3"],
            [cast.berezovka.short_name, cast.berezovka.number, "1"],
        ]

    def test_tells_no_more_than_the_page(self, cast: Cast) -> None:
        moved(cast.lyceum, cast.mtsensk, on=date(2025, 1, 1))
        browser, url = visitor(Role.STAFF, cast.kostroma), _urls(cast)["online"] + "&on=16.03.2024"
        told = {row[0]: row[2] for row in _rows(browser, url)}
        gone = f"{cast.lyceum.short_name} (сегодня в другой ветви)"
        assert (told[cast.galich.short_name], told[gone]) == ("4", "…")
        assert "…" in texts_of(_file(browser, url, "pdf"))[0]


class TestTheStructure:
    def test_has_every_region_that_somebody_sees(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        book = load_workbook(BytesIO(_file(browser, "/indicators/structure/file/", "xlsx")))
        headings, *rows = book.active.iter_rows(values_only=True)
        assert headings[:4] == ("Региональная организация", "ИНПО", "Состояние", "Подтверждено")
        assert {row[0] for row in rows} == {cast.kostroma.short_name, cast.oryol.short_name}
        assert {row[2:4] for row in rows} == {("не подтверждена", "—")}
        assert cast.oryol.short_name in texts_of(_file(browser, "/indicators/structure/file/", "pdf"))[0]

    def test_of_two_regions_is_of_both_and_of_no_primary(self, cast: Cast) -> None:
        grants = [(Role.STAFF, cast.kostroma), (Role.STAFF, cast.oryol), (Role.CHAIR, cast.mtsensk_school)]
        browser = Client()
        browser.force_login(a_user("both", grants=grants))
        (text,) = texts_of(_file(browser, "/indicators/structure/file/", "pdf"))
        assert cast.kostroma.name in text
        assert cast.oryol.name in text
        written = Entry.objects.filter(verb="structure_exported").values_list("object_id", flat=True)
        assert sorted(written) == sorted([cast.kostroma.pk, cast.oryol.pk])

    def test_of_one_region_has_no_other(self, cast: Cast) -> None:
        rows = _rows(visitor(Role.STAFF, cast.oryol), "/indicators/structure/file/")
        assert [row[0] for row in rows[1:]] == [cast.oryol.short_name]


class TestEachOfThem:
    @pytest.mark.parametrize("which", VERBS)
    @pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
    def test_is_known_to_the_journal(self, which: str, kind: str, cast: Cast) -> None:
        _file(visitor(Role.STAFF, cast.kostroma), _urls(cast)[which], kind)
        entry = Entry.objects.latest("id")
        place = cast.kostroma if which == "structure" else cast.galich
        assert (entry.verb, entry.object_id, entry.region_id) == (VERBS[which], place.pk, cast.kostroma.pk)
        day = "2021-02-28" if which == "trend" else timezone.localdate().isoformat()
        assert (entry.after["file"], entry.after["as_of"]) == (kind, day)

    @pytest.mark.parametrize("which", VERBS)
    def test_stands_behind_a_button_and_a_link_leads_to_it(self, which: str, cast: Cast) -> None:
        browser, url = visitor(Role.STAFF, cast.kostroma), _urls(cast)[which]
        page = browser.get(url).headers["Location"]
        assert page.startswith(url.split("file/")[0])
        assert f'action="{url.split("?")[0]}' in browser.get(page).content.decode()
        assert not Entry.objects.filter(verb=VERBS[which]).exists()

    @pytest.mark.parametrize("which", VERBS)
    def test_is_none_of_another_kind_and_for_nobody_from_elsewhere(self, which: str, cast: Cast) -> None:
        assert visitor(Role.STAFF, cast.kostroma).post(_urls(cast)[which], {"kind": "exe"}).status_code == 404
        stranger = visitor(Role.CHAIR, cast.mtsensk_school)
        assert stranger.post(_urls(cast)[which], {"kind": "csv"}).status_code == 404
        assert not Entry.objects.filter(verb=VERBS[which]).exists()

    @pytest.mark.parametrize("which", ["trend", "online", "movement"])
    def test_of_figures_that_are_still_counted_leads_to_the_page_that_says_so(self, which: str, cast: Cast) -> None:
        PastChange.objects.bulk_create(PastChange(organisation_id=-n) for n in range(1, MOST_CHANGED + 2))
        browser = visitor(Role.STAFF, cast.kostroma)
        answer = browser.post(
            _urls(cast)[which] + ("" if "on=" in _urls(cast)[which] else "&on=01.02.2021"), {"kind": "csv"}
        )
        assert "ещё считаются" in browser.get(answer.headers["Location"]).content.decode().replace("\xa0", " ")
        assert not Entry.objects.filter(verb=VERBS[which]).exists()
