"""The pages of a programme: who sees what, what is behind, which act comes next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.actions.keep_structures import keep_structures
from edinstvo.insight.programme.models import Programme
from tests.cast import TODAY, Cast, a_region, a_union, visitor
from tests.insight.programme.programmes import accepted, approved, overdue, own_step, reported, returned, staged
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def page_of(browser: Client, address: str) -> str:
    """The page, with plain spaces."""
    return browser.get(address, follow=True).content.decode().replace("\xa0", " ").replace("\u202f", " ")


class TestTheFirstPage:
    def test_says_what_will_be_here_and_whose_turn_it_is(self, cast: Cast) -> None:
        assert "Утвердить программу" in page_of(visitor(Role.STAFF, cast.union), "/programme/")
        page = page_of(visitor(Role.AUDITOR, cast.union), "/programme/")
        assert "Программы пока нет" in page
        assert "Утвердить программу" not in page

    def test_opens_the_programme_that_goes_on(self, cast: Cast) -> None:
        made, past = approved(cast.union), approved(cast.union, name="Прошлая", ends_on=TODAY - timedelta(days=1))
        staged(made)
        assert visitor(Role.STAFF, cast.union).get("/programme/").headers["Location"] == f"/programme/{made.pk}/"
        own = f"/programme/{made.pk}/of/{cast.kostroma.inpo}/"
        assert visitor(Role.STAFF, cast.kostroma).get("/programme/").headers["Location"] == own
        page = page_of(visitor(Role.AUDITOR, cast.union), "/programme/all/")
        assert f"/programme/{past.pk}/" in page

    def test_of_several_shows_the_list(self, cast: Cast) -> None:
        made, own = approved(cast.union), approved(cast.kostroma, name="Семь месяцев — семь шагов")
        page = page_of(visitor(Role.STAFF, cast.kostroma), "/programme/")
        assert all(f"/programme/{one.pk}/" in page for one in (made, own))
        assert visitor(Role.STAFF, cast.union).get("/programme/").headers["Location"] == f"/programme/{made.pk}/"

    def test_stands_in_the_navigation_above_primaries(self, cast: Cast) -> None:
        for place in (cast.union, cast.kostroma, cast.galich):
            assert 'href="/programme/"' in page_of(visitor(Role.STAFF, place), "/")
        assert 'href="/programme/"' not in page_of(visitor(Role.CHAIR, cast.berezovka), "/")


class TestWhoSeesWhat:
    def test_the_union_sees_all_a_region_itself(self, cast: Cast) -> None:
        made = approved(cast.union)
        stage = staged(made)
        page = page_of(visitor(Role.AUDITOR, cast.union), f"/programme/{made.pk}/")
        assert cast.kostroma.short_name in page
        assert cast.oryol.short_name in page
        region = visitor(Role.STAFF, cast.kostroma)
        page = page_of(region, f"/programme/stages/{stage.pk}/")
        assert cast.kostroma.short_name in page
        assert cast.oryol.short_name not in page
        assert region.get(f"/programme/{made.pk}/of/{cast.oryol.inpo}/").status_code == 404

    def test_what_is_a_strangers_is_missing(self, cast: Cast) -> None:
        own = approved(cast.kostroma)
        stage = staged(own)
        report = reported(stage, cast.galich)
        addresses = [f"/programme/{own.pk}/", f"/programme/stages/{stage.pk}/", f"/programme/reports/{report.pk}/file/"]
        addresses += [f"/programme/{own.pk}/of/{cast.galich.inpo}/", f"/programme/reports/{report.pk}/accept/"]
        addresses += [f"/programme/{own.pk}/change/", f"/programme/stages/{stage.pk}/remind/"]
        for stranger in (visitor(Role.STAFF, cast.oryol), visitor(Role.CHAIR, cast.berezovka)):
            assert [one for one in addresses if stranger.get(one).status_code != 404] == []

    def test_a_territory_sees_the_programme_of_its_region_and_acts_for_itself_alone(self, cast: Cast) -> None:
        made, own = approved(cast.union), approved(cast.kostroma)
        stage = staged(own)
        browser = visitor(Role.CHAIR, cast.galich)
        assert browser.get(f"/programme/{made.pk}/").status_code == 404
        assert browser.get(f"/programme/{own.pk}/").status_code == 200
        assert browser.get(f"/programme/stages/{stage.pk}/of/{cast.galich.inpo}/report/").status_code == 200
        assert browser.get(f"/programme/stages/{stage.pk}/of/{cast.buy.inpo}/report/").status_code == 404
        assert browser.get(f"/programme/{own.pk}/change/").status_code == 404

    def test_whoever_only_looks_is_offered_no_act(self, cast: Cast) -> None:
        made = approved(cast.union)
        stage = overdue(made)
        reported(stage, cast.kostroma)
        browser = visitor(Role.AUDITOR, cast.union)
        for address in (f"/programme/{made.pk}/", f"/programme/stages/{stage.pk}/"):
            page = page_of(browser, address)
            assert not [act for act in ("/change/", "/withdraw/", "/remind/", "/accept/", "/new/") if act in page]


class TestTheProgramme:
    def test_counts_how_many_have_done_each_stage(self, cast: Cast) -> None:
        made = approved(cast.union)
        first, second = staged(made, "Первый"), overdue(made, "Второй")
        accepted(first, cast.kostroma)
        page = page_of(visitor(Role.STAFF, cast.union), f"/programme/{made.pk}/")
        assert "Выполнили 1 из 2" in page
        assert "просрочено: 2" in page
        assert page.index(second.title) < page.index(first.title)

    def test_says_under_each_stage_what_has_to_be_reached(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made, "Построение структуры", ("chairs_with_access_share", 90), ("completeness", "80.5"))
        page = page_of(visitor(Role.STAFF, cast.union), f"/programme/{made.pk}/")
        assert "не менее 90 %; Полные записи, % от всех: не менее 80,5 %" in page

    def test_shows_what_waits_first_and_leads_to_it(self, cast: Cast) -> None:
        made = approved(cast.union)
        stage = staged(made)
        reported(stage, cast.kostroma)
        page = page_of(visitor(Role.STAFF, cast.union), f"/programme/{made.pk}/")
        assert page.index("Ждут вашего ответа") < page.index("Этапы")
        assert f"/programme/{made.pk}/of/{cast.kostroma.inpo}/#stage-{stage.pk}" in page
        assert "Ждут вашего ответа" not in page_of(visitor(Role.STAFF, cast.kostroma), f"/programme/{made.pk}/")

    def test_shows_those_behind_alone(self, cast: Cast) -> None:
        made = approved(cast.union)
        accepted(overdue(made), cast.kostroma)
        browser = visitor(Role.STAFF, cast.union)
        page = page_of(browser, f"/programme/{made.pk}/?behind")
        assert cast.oryol.short_name in page
        assert cast.kostroma.short_name not in page
        accepted(made.stages.get(), cast.oryol)
        assert "Никто не отстаёт" in page_of(browser, f"/programme/{made.pk}/?behind")

    def test_without_stages_says_what_comes_next(self, cast: Cast) -> None:
        made = approved(cast.union)
        assert "Добавить первый этап" in page_of(visitor(Role.STAFF, cast.union), f"/programme/{made.pk}/")
        page = page_of(visitor(Role.STAFF, cast.kostroma), f"/programme/{made.pk}/of/{cast.kostroma.inpo}/")
        assert "Этапов пока нет" in page

    def test_asks_the_database_as_often_however_many_take_part(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made, "Этап", ("completeness", 80), ("chairs_with_access_share", 90))
        browser = visitor(Role.STAFF, cast.union)
        few = _queries(browser, made)
        for number, seat in enumerate(("71", "72", "73")):
            a_region(cast.union, f"Область {number}", seat=seat)
        assert _queries(browser, made) == few

    def test_asks_twelve_times_at_most_whatever_its_stages_are_measured_by(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made, "Структура", ("completeness", 80), ("chairs_with_access_share", 90), ("virtual_share", 5))
        reported(staged(made), cast.kostroma)
        keep_structures(on=timezone.localdate())
        browser = visitor(Role.STAFF, cast.union)
        for address in ("", "?behind", f"of/{cast.kostroma.inpo}/"):
            # Beginning and ending the transaction are none.
            assert _queries(browser, made, address) - 2 <= 12


class TestAStage:
    def test_says_what_is_reached_of_what_and_who_lacks_most(self, cast: Cast) -> None:
        a_member(cast.berezovka)
        stage = overdue(approved(cast.union), "Рост", ("members", 1200))
        page = page_of(visitor(Role.STAFF, cast.union), f"/programme/stages/{stage.pk}/")
        assert "не менее 1 200" in page
        assert "не хватает 1 199 человек" in page
        rows = page[page.index("Кто как далеко") :]
        assert rows.index(cast.oryol.short_name) < rows.index(cast.kostroma.short_name)
        assert f"/indicators/?organisation={cast.oryol.inpo}" in page

    def test_of_shares_says_one_digit_after_the_mark(self, cast: Cast) -> None:
        a_member(cast.berezovka)
        stage = staged(approved(cast.union), "Полнота", ("registered_share", "99.5"))
        page = page_of(visitor(Role.STAFF, cast.union), f"/programme/stages/{stage.pk}/")
        assert "1 из 1, 100,0 %" in page
        assert "не менее 99,5 %" in page
        assert f"/indicators/?organisation={cast.kostroma.inpo}&amp;by=registered" in page


class TestAnOrganisation:
    def test_begins_with_the_next_act(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made, "Текущий")
        late = overdue(made, "Прошедший")
        address = f"/programme/{made.pk}/of/{cast.kostroma.inpo}/"
        page = page_of(visitor(Role.STAFF, cast.kostroma), address)
        assert "Этап «Прошедший» нужно было выполнить до 23 ноября 2026 года" in page
        assert page.index(f"/programme/stages/{late.pk}/of/{cast.kostroma.inpo}/report/") < page.index("Текущий")
        assert "нужно было выполнить" not in page_of(visitor(Role.AUDITOR, cast.kostroma), address)

    def test_puts_the_remark_on_top_and_the_words_back_into_the_form(self, cast: Cast) -> None:
        made = approved(cast.union)
        stage = staged(made)
        returned(stage, cast.kostroma)
        browser = visitor(Role.STAFF, cast.kostroma)
        page = page_of(browser, f"/programme/{made.pk}/of/{cast.kostroma.inpo}/")
        assert "Ваш отчёт вернули: Нет списка обученных" in page
        form = page_of(browser, f"/programme/stages/{stage.pk}/of/{cast.kostroma.inpo}/report/")
        assert "Обучены 312 председателей" in form
        assert "Нет списка обученных" in form

    def test_lists_its_own_steps_with_their_days(self, cast: Cast) -> None:
        made = approved(cast.union)
        stage = staged(made)
        own_step(stage, cast.kostroma, "Сделанный", done_on=TODAY)
        own_step(stage, cast.kostroma, "Запоздавший", due_on=TODAY - timedelta(days=1))
        page = page_of(visitor(Role.STAFF, cast.kostroma), f"/programme/{made.pk}/of/{cast.kostroma.inpo}/")
        assert "сделано 24.11.2026" in page
        assert page.index("Запоздавший") < page.index("просрочено") < page.index("Сделанный")


class TestTheHomePage:
    def test_tells_the_owner_what_waits_and_the_region_what_came_back(self, cast: Cast) -> None:
        stage = staged(approved(cast.union))
        reported(stage, cast.oryol)
        returned(stage, cast.kostroma)
        assert "1 отчёт по программе ждёт вашего ответа" in page_of(visitor(Role.STAFF, cast.union), "/")
        region = visitor(Role.STAFF, cast.kostroma)
        assert "1 отчёт по программе вернули вам" in page_of(region, "/")
        reported(stage, cast.kostroma)
        page = page_of(region, "/")
        assert "вернули вам" not in page
        assert "ждёт вашего ответа" not in page


def _queries(browser: Client, made: Programme, address: str = "") -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(f"/programme/{made.pk}/{address}").status_code == 200
    return len(asked)
