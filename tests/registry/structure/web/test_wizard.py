"""The wizard over HTTP: a committee brings its list, answers, commits and undoes it, without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import Cast, a_union, visitor
from tests.registry.imports.web.wizard import text, words_of
from tests.registry.structure.committee_lists import HEADINGS, planned, workbook

START = "/structure/new/"
SIMILAR, NEW = "ППО МБОУ Берёзовская СОШ", "ППО детского сада «Ромашка»"


def a_file(cast: Cast) -> SimpleUploadedFile:
    """A list with something new, something similar and something wrong."""
    galich = cast.galich.name
    rows = [
        (*HEADINGS, "Примечание"),
        (galich, SIMILAR, "", "Иванова Мария Петровна", "", "", "", "образцовая"),
        ("", NEW, "", "", "2-34-56", "", 12),
    ]
    return SimpleUploadedFile("структура.xlsx", workbook({"Лист1": rows}))


def let_the_worker_work(plan: StructurePlan) -> None:
    """Do what the list waits for; needs real commits."""
    plan.refresh_from_db()
    assert plan.work_id is not None
    assert run_work(work_id=plan.work_id, clock=timezone.now).error_text == ""


@pytest.mark.django_db(transaction=True)
def test_a_list_is_brought_answered_committed_and_undone() -> None:
    cast = a_union()
    browser = visitor(Role.STAFF, cast.kostroma)
    assert START in text(browser, address_of(cast.kostroma))
    answer = browser.post(START, {"file": a_file(cast), "founded_on": "01.09.2021", "decision": "Постановление № 5"})
    plan = StructurePlan.objects.get()
    page = f"/structure/{plan.pk}/"
    assert answer.headers["Location"] == page
    assert 'http-equiv="refresh"' in text(browser, page)

    let_the_worker_work(plan)
    shown = text(browser, page)
    assert "Там уже стоит «ППО Берёзовской средней школы»" in shown
    assert "2-34-56" in shown
    assert "Из 1 столбца файла ничего не взято." in shown
    assert "«Примечание» (столбец H)." in shown
    answered = browser.post(f"{page}rows/2/", {"answer": str(cast.berezovka.pk)}, follow=True)
    assert "Там уже стоит" not in words_of(answered)
    browser.post(f"{page}commit/")
    browser.post(f"{page}commit/")
    let_the_worker_work(plan)
    shown = text(browser, page)
    assert "Структура внесена" in shown
    new = Organisation.objects.get(name=NEW)
    shown = text(browser, address_of(new))
    assert "Постановление № 5" in shown
    assert "Иванова Мария Петровна" in text(browser, address_of(cast.berezovka))

    assert "будут отменены" in text(browser, f"{page}undo/")
    browser.post(f"{page}undo/")
    let_the_worker_work(plan)
    plan.refresh_from_db()
    assert plan.state == State.UNDONE
    assert "Отменено" in text(browser, page)
    assert NEW not in text(browser, f"{address_of(cast.galich)}?closed=")


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_came_too_late_is_refused_in_words() -> None:
    cast = a_union()
    plan = planned(cast.kostroma, [("", "ППО школы № 9", "", "", "", "", "")])
    visitor(Role.STAFF, cast.kostroma).post(f"/structure/{plan.pk}/commit/")
    Grant.objects.update(valid_until=timezone.localdate())
    plan.refresh_from_db()
    work = run_work(work_id=int(plan.work_id or 0), clock=timezone.now)
    assert work.error_text == "У вас больше нет на это права. Ничего не сделано."
    plan.refresh_from_db()
    assert plan.state == State.PLANNED


@pytest.mark.django_db
def test_a_list_that_waits_has_nothing_to_undo() -> None:
    cast = a_union()
    plan = planned(cast.kostroma, [("", "ППО школы № 9", "", "", "", "", "")])
    browser, undo = visitor(Role.STAFF, cast.kostroma), f"/structure/{plan.pk}/undo/"
    for answer in (browser.get(undo, follow=True), browser.post(undo, follow=True)):
        said = words_of(answer)
        assert "отменять нечего" in said
        assert "уже всё решено" not in said
    browser.post(f"/structure/{plan.pk}/drop/")
    assert "уже всё решено" in words_of(browser.get(undo, follow=True))


@pytest.mark.django_db
def test_an_organisation_without_a_name_is_said_to_have_none() -> None:
    cast = a_union()
    plan = planned(cast.kostroma, [("", "", "школа", "Белова Анна Ильинична", "8 910 555-01-12", "", 12)])
    shown = text(visitor(Role.STAFF, cast.kostroma), f"/structure/{plan.pk}/?show=all")
    assert "нет названия" in shown
    assert "нет имени" not in shown


@pytest.mark.django_db
def test_opens_to_the_staff_of_the_branch_and_to_nobody_else() -> None:
    cast = a_union()
    plan = planned(cast.kostroma, [("", "ППО школы № 9", "", "", "", "", "")])
    pages = [START, "/structure/", f"/structure/{plan.pk}/"]
    acts = [f"/structure/{plan.pk}/{act}/" for act in ("commit", "undo", "drop", "again", "rows/1")]
    for browser in (visitor(Role.CHAIR, cast.kostroma), visitor(Role.AUDITOR, cast.kostroma), Client()):
        codes = {browser.get(url).status_code for url in pages} | {browser.post(url).status_code for url in acts}
        assert codes <= {404, 302}
    stranger = visitor(Role.STAFF, cast.mtsensk)
    for url in (f"/structure/{plan.pk}/", f"{START}?organisation={cast.kostroma.inpo}"):
        assert stranger.get(url).status_code == 404
    plan.refresh_from_db()
    assert plan.state == State.PLANNED
