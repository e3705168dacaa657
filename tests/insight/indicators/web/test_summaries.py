"""The pages of summaries: asked for, watched, read, taken as a file."""

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
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.summaries import works_that_count
from edinstvo.insight.indicators.web import summary as summary_page
from edinstvo.registry.organisations.models import Organisation
from tests.cast import Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_former_member, a_member

ASKED = {"as_of": "16.03.2024", "base": "01.01.2024", "year": ""}


@pytest.fixture
def cast(db: None) -> Cast:
    """Two on record on the day, one of whom came after the base day, when another one left."""
    cast = a_union()
    a_member(cast.berezovka, "Первая Анна", since=date(2020, 1, 1))
    a_member(cast.berezovka, "Вторая Анна", since=date(2024, 2, 1))
    a_former_member(cast.berezovka, "Третья Анна", since=date(2020, 1, 1), until=date(2024, 3, 1))
    return cast


def _url(place: Organisation) -> str:
    return f"/indicators/summaries/?organisation={place.inpo}"


def _counted(browser: Client, place: Organisation, **asked: str) -> str:
    """The address of the summary."""
    answer = browser.post(_url(place), {**ASKED, **asked})
    assert answer.status_code == 302
    [summary] = Summary.objects.filter(counted_at=None)
    assert answer.headers["Location"] == f"/indicators/summaries/{summary.pk}/"
    run_work(work_id=summary.work_id or 0, clock=timezone.now)
    return answer.headers["Location"]


def _page(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _file(browser: Client, url: str, kind: str) -> bytes:
    answer = browser.post(f"{url}file/", {"kind": kind})
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # made of bytes in memory


class TestAsking:
    def test_leads_to_the_figures_each_with_what_it_is_a_share_of(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        page = _page(browser, _counted(browser, cast.kostroma))
        assert "Сводка на 16 марта 2024" in page.replace("\u00a0", " ")
        assert "<b>100,0\u00a0%</b>" in page
        assert "(01.01.2024)" in page
        assert "карты за 2023 год" in page.replace("\u00a0", " ")
        assert f'href="{_url(cast.kostroma)}"' in page

    def test_each_number_opens_to_as_many_people(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        page = _page(browser, _counted(browser, cast.union))
        for asked, people in (("came_from=2024-01-02", 1), ("left_from=2024-01-02", 1), ("on=2024-03-16", 2)):
            [url] = {part.split('"')[0] for part in page.split('href="')[1:] if asked in part.split('"')[0]
                     and "/members/" in part.split('"')[0] and "age_to" not in part.split('"')[0]}  # fmt: skip
            assert _page(browser, url).count('class="name" href="/members/') == people

    def test_of_the_union_it_says_which_regions_lacked_what(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        for day, has_links in (("16.03.2024", False), (f"{timezone.localdate():%d.%m.%Y}", True)):
            page = _page(browser, _counted(browser, cast.union, as_of=day))
            table = page.partition('id="regions"')[2].partition("</section>")[0]
            assert [place.short_name in table.replace("\u00a0", " ") for place in (cast.kostroma, cast.oryol)] == [
                True
            ] * 2
            assert f'href="/indicators/structure/{cast.kostroma.inpo}/"' in table
            assert (f"/indicators/structure/{cast.kostroma.inpo}/primaries/" in table) is has_links
            assert "не подтверждена" in table

    def test_while_it_is_counted_the_page_says_so_and_waits(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        url = browser.post(_url(cast.kostroma), ASKED).headers["Location"]
        assert '<meta http-equiv="refresh"' in _page(browser, url)
        assert "считается" in _page(browser, _url(cast.kostroma))
        assert "HX-Refresh" not in browser.get(f"{url}progress/").headers
        run_work(work_id=Summary.objects.get().work_id or 0, clock=timezone.now)
        assert browser.get(f"{url}progress/").headers["HX-Refresh"] == "true"
        assert "посчитана" in _page(browser, _url(cast.kostroma))
        assert browser.post(f"{url}file/", {"kind": "doc"}).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"as_of": "32.01.2024"}, "32.01.2024"),
            ({"as_of": "01.01.2124"}, "ещё не наступил"),
            ({"base": "17.03.2024"}, "Это позже дня, на который"),
            ({"year": "2025"}, "Этот год начинается после дня показателей"),
            ({"base": "01.01.0900"}, "Проверьте год"),
        ],
    )
    def test_what_cannot_be_is_told_and_stays_typed(self, wrong: dict[str, str], sentence: str, cast: Cast) -> None:
        answer = visitor(Role.STAFF, cast.kostroma).post(_url(cast.kostroma), {**ASKED, **wrong})
        page = unescape(answer.content.decode()).replace("\u00a0", " ")
        assert answer.status_code == 422
        assert sentence in page
        assert f'value="{next(iter(wrong.values()))}"' in page
        assert not Summary.objects.exists()

    def test_of_a_foreign_organisation_there_is_none(self, cast: Cast) -> None:
        url = _counted(visitor(Role.STAFF, cast.kostroma), cast.kostroma)
        stranger = visitor(Role.STAFF, cast.oryol)
        for address in (_url(cast.kostroma), url, f"{url}progress/", f"{url}file/"):
            assert stranger.get(address).status_code == 404

    def test_every_one_is_found_page_by_page(self, cast: Cast) -> None:
        rows = [
            Summary(organisation=cast.kostroma, as_of=date(2024, 1, 1), base=date(2024, 1, 1), year=2023,
                    asked_by_name="Я", asked_at=timezone.now())
            for _ in range(120)
        ]  # fmt: skip
        Summary.objects.bulk_create(rows)
        browser, url, seen = visitor(Role.STAFF, cast.kostroma), _url(cast.kostroma), set[str]()
        for _ in range(3):
            page = _page(browser, url)
            seen |= set(re.findall(r"/indicators/summaries/\d+/", page))
            url = next(iter(re.findall(r'href="([^"]*after=[^"]*)"', page)), "")
        assert len(seen) == len(rows)
        assert url == ""

    def test_one_that_was_counted_between_two_statements_is_no_failure(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        url = browser.post(_url(cast.kostroma), ASKED).headers["Location"]

        def counted_meanwhile(summaries: list[Summary]) -> dict[int, Work]:
            at, [one] = timezone.now(), summaries
            Summary.objects.filter(pk=one.pk).update(counts={"total": 2}, counted_at=at)
            Work.objects.filter(pk=one.work_id).update(state=Work.State.DONE, started_at=at, finished_at=at)
            return works_that_count(summaries)

        monkeypatch.setattr(summary_page, "works_that_count", counted_meanwhile)
        page = _page(browser, url)
        assert "не удалось" not in page
        assert "Всего членов Профсоюза" in page.replace("\u00a0", " ")

    def test_asks_the_database_little(self, cast: Cast, django_assert_max_num_queries: object) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        url = _counted(browser, cast.kostroma)
        for address in (url, _url(cast.kostroma)):
            with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without types
                browser.get(address)


class TestTheFile:
    def test_has_a_row_for_each_share_and_stands_in_the_journal(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        url = _counted(browser, cast.kostroma)
        rows = list(load_workbook(BytesIO(_file(browser, url, "xlsx"))).active.iter_rows(values_only=True))
        found = [row[4:7] for row in rows if row[1] == "Пластиковая карта"]
        assert found == [(0, None, 0), (0, 0, 2)]
        days = {row[1]: row[3] for row in rows}
        assert days["Всего членов Профсоюза"] == "01.01.2024"
        assert (days["Вступили"], days["Карты, выданные за год"]) == ("02.01.2024 – 16.03.2024", "2023")
        table = list(csv.reader(StringIO(_file(browser, url, "csv").decode("utf-8-sig")), delimiter=";"))
        assert len(table) == len(rows)
        assert "Сводка показателей" in "".join(texts_of(_file(browser, url, "pdf")))
        assert [one.after["file"] for one in Entry.objects.filter(verb="summary_exported").order_by("pk")] == [
            "xlsx", "csv", "pdf",
        ]  # fmt: skip

    def test_is_not_given_by_a_link(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        url = _counted(browser, cast.kostroma)
        assert browser.get(f"{url}file/").headers["Location"] == url
        assert not Entry.objects.filter(verb="summary_exported").exists()
