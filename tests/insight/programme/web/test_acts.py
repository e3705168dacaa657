"""The acts on a programme through its pages: words of refusals, nothing typed is lost, a second click is harmless."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.notices.models import Notice
from edinstvo.insight.programme.models import OwnStep, Programme, Reminder, Stage, StepReport
from tests.cast import Cast, a_union, a_user, visitor
from tests.insight.programme.programmes import approved, overdue, own_step, reported, staged

APPROVED = {
    "name": "Год цифровизации",
    "begins_on": "01.01.2026",
    "ends_on": "31.12.2026",
    "body": "Исполнительный комитет",
    "decision_on": "20.12.2025",
    "decision_number": "6-12",
}
STAGE = {"title": "Обучение", "begins_on": "01.09.2026", "due_on": "31.12.2026", "responsible": "Отдел"}
REPORT = {"done_on": "01.11.2026", "text": "Обучены все", "link": ""}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def sent(browser: Client, address: str, said: dict[str, object]) -> str:
    """The page that answers, with plain spaces."""
    page = browser.post(address, said, follow=True).content.decode()
    return page.replace("\xa0", " ").replace("\u202f", " ")


class TestKeeping:
    def test_says_what_to_write_of_a_structure_where_regions_take_part(self, cast: Cast) -> None:
        for place, is_said in ((cast.union, True), (cast.kostroma, False)):
            browser = visitor(Role.STAFF, place)
            form = browser.get(f"/programme/{approved(place).pk}/stages/new/").content.decode().replace("\xa0", " ")
            assert ("Для структуры региона впишите 1" in form) == is_said
            assert ("Структура региона построена (1 — да)" in form) == is_said

    def test_approves_adds_a_stage_changes_and_withdraws(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        assert "Теперь добавьте этапы" in sent(browser, "/programme/new/", {**APPROVED})
        made = Programme.objects.get()
        goals = {"indicator_1": "completeness", "value_1": "62,5 %"}
        assert "не менее 62,5 %" in sent(browser, f"/programme/{made.pk}/stages/new/", {**STAGE, **goals})
        stage = Stage.objects.get()
        form = browser.get(f"/programme/stages/{stage.pk}/change/").content.decode()
        assert 'value="62,5"' in form
        sent(browser, f"/programme/stages/{stage.pk}/change/", {**STAGE, "title": "Обучение всех", "version": 1})
        stage.refresh_from_db()
        assert (stage.title, stage.criteria.count()) == ("Обучение всех", 0)
        sent(browser, f"/programme/{made.pk}/change/", {**APPROVED, "name": "Год", "version": 1})
        assert Programme.objects.get().name == "Год"
        assert "Этап снят" in sent(browser, f"/programme/stages/{stage.pk}/withdraw/", {"reason": "Повтор"})
        assert "Программа отозвана" in sent(browser, f"/programme/{made.pk}/withdraw/", {"reason": "Ошибка"})
        gone = browser.get(f"/programme/{made.pk}/")
        assert gone.status_code == 410
        assert "Программа отозвана" in gone.content.decode()
        assert visitor(Role.CHAIR, cast.oryol).get(f"/programme/{made.pk}/").status_code == 410
        assert browser.get(f"/programme/{made.pk + 1}/").status_code == 404

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"ends_on": "31.12.2025"}, "Последний день раньше первого"),
            ({"decision_on": "25.11.2999"}, "не наступил"),
            ({"name": "Уже есть"}, "Такое название уже есть"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, cast: Cast, said: dict[str, object], sentence: str
    ) -> None:
        approved(cast.union, name="Уже есть")
        page = sent(visitor(Role.STAFF, cast.union), "/programme/new/", {**APPROVED, **said})
        assert sentence in page
        assert 'value="Исполнительный комитет"' in page
        assert Programme.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"begins_on": "01.01.2020"}, "Этап выходит за дни программы"),
            ({"indicator_1": "completeness"}, "какого значения достичь"),
            ({"value_1": "80"}, "Выберите показатель"),
            ({"indicator_1": "completeness", "value_1": "120"}, "Процентов не больше 100"),
            ({"indicator_1": "plastic", "value_1": "много"}, "Это не число"),
            ({"indicator_1": "plastic", "value_1": "5", "indicator_2": "plastic", "value_2": "6"}, "выбран дважды"),
            ({"indicator_1": "regions_structured", "value_1": "2"}, "Процентов не больше 100"),
        ],
    )
    def test_refuses_a_stage_in_words(self, cast: Cast, said: dict[str, object], sentence: str) -> None:
        made = approved(cast.union)
        page = sent(visitor(Role.STAFF, cast.union), f"/programme/{made.pk}/stages/new/", {**STAGE, **said})
        assert sentence in page
        assert 'value="Отдел"' in page
        assert not Stage.objects.exists()

    def test_somebody_elses_change_is_not_overwritten(self, cast: Cast) -> None:
        stage = staged(approved(cast.union))
        browser = visitor(Role.STAFF, cast.union)
        sent(browser, f"/programme/stages/{stage.pk}/change/", {**STAGE, "version": 1})
        page = sent(browser, f"/programme/stages/{stage.pk}/change/", {**STAGE, "title": "Другое", "version": 1})
        assert "изменил кто-то другой" in page
        assert 'value="Другое"' in page

    def test_a_second_click_is_harmless(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        once = _once(browser.get("/programme/new/").content.decode())
        for _ in range(2):
            answer = browser.post("/programme/new/", {**APPROVED, "once": once})
            assert answer.headers["Location"] == f"/programme/{Programme.objects.get().pk}/"

    def test_chooses_whose_it_is_where_somebody_keeps_several(self, cast: Cast) -> None:
        browser = Client()
        browser.force_login(a_user("both", grants=[(Role.STAFF, cast.kostroma), (Role.STAFF, cast.oryol)]))
        sent(browser, "/programme/new/", {**APPROVED, "organisation": cast.oryol.pk})
        assert Programme.objects.get().organisation == cast.oryol


class TestReporting:
    def test_takes_a_file_which_those_who_see_it_open(self, cast: Cast) -> None:
        stage = staged(approved(cast.union))
        browser = visitor(Role.STAFF, cast.kostroma)
        file = SimpleUploadedFile("приказ.pdf", b"%PDF-1.7 order")
        assert "Отчёт отправлен" in sent(browser, _report(stage, cast), {**REPORT, "file": file})
        made = StepReport.objects.get()
        for who in (browser, visitor(Role.AUDITOR, cast.union)):
            answer = who.get(f"/programme/reports/{made.pk}/file/")
            assert b"".join(answer) == b"%PDF-1.7 order"  # type: ignore[call-overload]  # a stream
            assert answer.headers["Content-Disposition"].startswith("attachment")
        assert visitor(Role.STAFF, cast.oryol).get(f"/programme/reports/{made.pk}/file/").status_code == 404

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({}, "дайте ссылку или приложите файл"),
            ({"link": "javascript:alert(1)"}, "Это не адрес"),
            ({"link": "https://example.org/", "done_on": "01.01.2999"}, "не наступил"),
            ({"file": SimpleUploadedFile("virus.exe", b"MZ")}, "откроется не у всех"),
            ({"file": SimpleUploadedFile("пусто.pdf", b"")}, "Файл пуст"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_the_words(self, cast: Cast, said: dict[str, object], sentence: str) -> None:
        stage = staged(approved(cast.union))
        page = sent(visitor(Role.STAFF, cast.kostroma), _report(stage, cast), {**REPORT, **said})
        assert sentence in page
        assert "Обучены все" in page
        assert ("Выберите файл ещё раз" in page) is ("file" in said)
        assert not StepReport.objects.exists()

    def test_a_refused_report_leaves_no_file_behind(self, cast: Cast) -> None:
        stage = staged(approved(cast.union))
        reported(stage, cast.kostroma)
        file = SimpleUploadedFile("приказ.pdf", b"%PDF-1.7 order")
        page = sent(visitor(Role.STAFF, cast.kostroma), _report(stage, cast), {**REPORT, "file": file})
        assert "Об этом этапе уже отчитались" in page
        assert not StoredFile.objects.exists()

    def test_is_taken_back(self, cast: Cast) -> None:
        report = reported(staged(approved(cast.union)), cast.kostroma)
        browser = visitor(Role.STAFF, cast.kostroma)
        assert "Отозвать отчёт?" in browser.get(f"/programme/reports/{report.pk}/take-back/").content.decode()
        assert "Отчёт отозван" in sent(browser, f"/programme/reports/{report.pk}/take-back/", {})
        assert visitor(Role.AUDITOR, cast.union).post(f"/programme/reports/{report.pk}/take-back/").status_code == 404


class TestAnswering:
    def test_accepts_and_returns(self, cast: Cast) -> None:
        report = reported(staged(approved(cast.union)), cast.kostroma)
        browser = visitor(Role.STAFF, cast.union)
        assert "Отчёт принят" in sent(browser, f"/programme/reports/{report.pk}/accept/", {})
        page = sent(browser, f"/programme/reports/{report.pk}/return/", {"remark": ""})
        assert "Напишите, что исправить" in page
        assert "Отчёт возвращён" in sent(browser, f"/programme/reports/{report.pk}/return/", {"remark": "Нет списка"})
        assert "уже не ждёт ответа" in sent(browser, f"/programme/reports/{report.pk}/accept/", {})
        region = visitor(Role.STAFF, cast.kostroma)
        assert region.post(f"/programme/reports/{report.pk}/accept/").status_code == 404


class TestOwnSteps:
    def test_are_set_done_and_withdrawn(self, cast: Cast) -> None:
        stage = staged(approved(cast.union))
        browser = visitor(Role.STAFF, cast.kostroma)
        said: dict[str, object] = {"title": "Вебинар", "due_on": "01.12.2026", "responsible": "Заместитель"}
        address = f"/programme/stages/{stage.pk}/of/{cast.kostroma.inpo}/steps/new/"
        assert "Шаг записан" in sent(browser, address, said)
        assert "Такое название уже есть" in sent(browser, address, said)
        step = OwnStep.objects.get()
        sent(browser, f"/programme/steps/{step.pk}/", {**said, "done_on": "01.11.2026", "version": 1})
        assert OwnStep.objects.get().done_on == date(2026, 11, 1)
        assert "изменил кто-то другой" in sent(browser, f"/programme/steps/{step.pk}/", {**said, "version": 1})
        assert "Шаг снят" in sent(browser, f"/programme/steps/{step.pk}/withdraw/", {})
        assert browser.get(f"/programme/steps/{step.pk}/").status_code == 404

    def test_are_their_own(self, cast: Cast) -> None:
        step = own_step(staged(approved(cast.union)), cast.kostroma)
        for who in (visitor(Role.STAFF, cast.oryol), visitor(Role.AUDITOR, cast.kostroma)):
            assert who.get(f"/programme/steps/{step.pk}/").status_code == 404


class TestReminding:
    def test_says_whom_and_how_many_before_it_is_done_and_once_a_day(self, cast: Cast) -> None:
        for login in ("chief", "deputy"):
            a_user(login, grants=[(Role.STAFF, cast.kostroma)])
        stage = overdue(approved(cast.union))
        browser, address = visitor(Role.STAFF, cast.union), f"/programme/stages/{stage.pk}/remind/"
        page = browser.get(address).content.decode().replace("\xa0", " ")
        assert "Напомнить 2 людям" in page
        reached, unreached = page.split("Кого не достигнет")
        assert cast.kostroma.short_name in reached
        assert cast.oryol.short_name in unreached
        assert "Напоминание ушло 2 людям" in sent(browser, address, {})
        assert Notice.objects.filter(template="programme/behind").count() == 2
        assert "Сегодня им уже напоминали" in browser.get(address).content.decode().replace("\xa0", " ")
        assert "Сегодня им уже напоминали" in sent(browser, address, {})
        assert Reminder.objects.count() == 1

    def test_leads_the_reminded_to_their_own_page(self, cast: Cast) -> None:
        stage = overdue(approved(cast.union))
        region = visitor(Role.STAFF, cast.kostroma)
        sent(visitor(Role.STAFF, cast.union), f"/programme/stages/{stage.pk}/remind/", {})
        assert f"/programme/{stage.programme_id}/of/{cast.kostroma.inpo}/" in region.get("/notices/").content.decode()


def _report(stage: Stage, cast: Cast) -> str:
    return f"/programme/stages/{stage.pk}/of/{cast.kostroma.inpo}/report/"


def _once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]
