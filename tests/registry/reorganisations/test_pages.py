"""Reorganisations on pages: chosen, previewed, done, shown and taken back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.web.papers import extract
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Reorganisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_member
from tests.registry.offices.people import elected
from tests.registry.organisations.moving import fresh
from tests.registry.reorganisations.merging import DAY, merged


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def chosen_on(page: str) -> str:
    """Who the page that asks once more has chosen, as it sends it."""
    return page.split('name="chosen" value="')[1].split('"')[0]


def _text(browser: Client, address: str) -> str:
    return re.sub(r"\s+", " ", browser.get(address).content.decode().replace("&nbsp;", " ").replace("\xa0", " "))


def test_a_school_is_merged_from_its_page_and_taken_back_from_there(cast: Cast) -> None:
    a_member(cast.berezovka)
    browser = visitor(Role.STAFF, cast.galich)
    page, act = f"/organisations/{cast.berezovka.inpo}/", f"/reorganisations/of/{cast.berezovka.pk}/merger/"
    assert act in _text(browser, page)
    found = _text(browser, f"{act}?q=Лицея")
    assert f"?to={cast.lyceum.pk}" in found
    assert f"?to={cast.mtsensk_school.pk}" not in _text(browser, f"{act}?q=Мценска")
    assert "1 человек на учёте" in _text(browser, f"{act}?to={cast.lyceum.pk}")
    said = {"kind": "closed", "on": "01.09.2026", "decision": "Постановление № 9", "to": cast.lyceum.pk, "version": 1}
    assert browser.post(act, {**said, "on": "01.01.2000"}).status_code == 422
    assert browser.post(act, said).status_code == 302
    assert fresh(cast.berezovka).closed_on is not None
    shown = _text(browser, page)
    undo = f"/reorganisations/{Reorganisation.objects.get().pk}/undo/"
    assert all(words in shown for words in ("Закрыта, члены Профсоюза переведены", undo, "Постановление № 9"))
    assert browser.get(act).headers["Location"] == f"/organisations/n/{cast.berezovka.pk}/"
    assert browser.post(undo, {"reason": ""}).status_code == 422
    browser.post(undo, {"reason": "Решение отменено"})
    assert fresh(cast.berezovka).closed_on is None
    assert "Решение отменено" in _text(browser, page)
    assert browser.get(undo).status_code == 302


def _timeline(browser: Client, organisation: Organisation) -> str:
    page = _text(browser, f"/organisations/{organisation.inpo}/")
    return page.split('<ol class="tl">')[1].split("</ol>")[0]


def test_it_stands_on_the_timelines_of_both(cast: Cast) -> None:
    a_member(cast.berezovka)
    browser, act = visitor(Role.STAFF, cast.galich), merged(cast.berezovka, cast.lyceum)
    given, taken = _timeline(browser, cast.berezovka), _timeline(browser, cast.lyceum)
    assert f"Вошла в состав «{cast.lyceum.short_name}»" in given
    assert f"Присоединена «{cast.berezovka.short_name}»" in taken
    assert ("Постановление № 9" in taken, "Перешёл 1 человек" in taken) == (True, True)
    undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason="Ошибка", at=NOW)
    taken = _timeline(browser, cast.lyceum)
    assert (f"«{cast.berezovka.short_name}» (отменено)" in taken, ": Ошибка" in taken) == (True, True)


def test_of_a_split_both_tell_and_so_does_the_extract(cast: Cast) -> None:
    browser, nina = visitor(Role.STAFF, cast.galich), a_member(cast.berezovka, "Ветрова Нина")
    act = split_organisation(
        actor=OPERATOR,
        source=cast.berezovka,
        name="ППО Новой школы",
        short_name="ППО Новой школы",
        stay_ids=[nina.pk],
        on=DAY,
        decision="Постановление № 9",
        at=NOW,
    )
    assert "Из неё выделена «ППО Новой школы»" in _timeline(browser, cast.berezovka)
    assert f"Выделена из «{cast.berezovka.short_name}»" in _timeline(browser, act.target)
    (paper,) = texts_of(extract(fresh(cast.berezovka), on=TODAY, actor=OPERATOR))
    assert "Из неё выделена «ППО Новой школы»" in " ".join(paper.split())


def test_people_and_subdivisions_are_chosen_for_a_new_organisation(cast: Cast) -> None:
    nina = a_member(cast.college, "Ветрова Нина")
    a_member(cast.college, "Белова Анна", details=MembershipDetails(subdivision="Филиал"))
    a_member(cast.college, "Серова Инна")
    browser = visitor(Role.STAFF, cast.buy)
    split = f"/reorganisations/of/{cast.college.pk}/split/"
    assert "Филиал, 1" in _text(browser, split)
    said = {
        "name": "ППО Филиала колледжа",
        "short_name": "ППО Филиала",
        "on": "01.09.2026",
        "decision": "Постановление № 9",
    }
    nobody = browser.post(split, said)
    assert (nobody.status_code, "Выберите, кто переходит" in nobody.content.decode()) == (422, True)
    seen = browser.post(split, {**said, "people": [nina.pk], "subdivisions": ["Филиал"]})
    page = seen.content.decode().replace("\xa0", " ")
    assert ("2 человека переходят" in page, "Ветрова" in page, "Серова" in page) == (True, True, False)
    assert not Organisation.objects.filter(short_name="ППО Филиала").exists()
    changed = browser.post(split, {**said, "chosen": chosen_on(page), "change": "1"})
    assert changed.content.decode().count("checked") == 2
    answer = browser.post(split, {**said, "chosen": chosen_on(page)})
    founded = Organisation.objects.get(short_name="ППО Филиала")
    assert answer.headers["Location"] == f"/organisations/n/{founded.pk}/"
    here = Membership.objects.filter(Membership.OPEN, organisation=founded)
    assert sorted(here.values_list("person__last_name", flat=True)) == ["Белова", "Ветрова"]


def test_a_file_in_any_columns_says_who_goes_over(cast: Cast) -> None:
    nina, anna = a_member(cast.college, "Ветрова Нина"), a_member(cast.college, "Белова Анна")
    a_member(cast.college, "Серова Инна")
    browser, split = visitor(Role.STAFF, cast.buy), f"/reorganisations/of/{cast.college.pk}/split/"
    said = {
        "name": "ППО Филиала колледжа",
        "short_name": "ППО Филиала",
        "on": "01.09.2026",
        "decision": "Постановление № 9",
    }

    def sent(text: str) -> str:
        file = SimpleUploadedFile("кто.csv", text.encode("cp1251"), content_type="text/csv")
        return browser.post(split, {**said, "file": file}).content.decode().replace("\xa0", " ")

    assert "1 человек из файла" in sent("ФИО;Дата рождения\nВетрова Нина;\nЧужая Мария;\n")
    assert "не нашлось столбца с именами" in sent("Показатель;Значение\nВсего;3\n")
    assert not Organisation.objects.filter(short_name="ППО Филиала").exists()
    page = sent("№;Фамилия;Имя\n1;ВЕТРОВА;нина\n2;Белова;Анна\n")
    browser.post(split, {**said, "chosen": chosen_on(page)})
    here = Membership.objects.filter(Membership.OPEN, organisation__short_name="ППО Филиала")
    assert set(here.values_list("person_id", flat=True)) == {nina.person_id, anna.person_id}


def test_a_second_tab_is_told_what_became_of_it(cast: Cast) -> None:
    a_member(cast.berezovka)
    merged(cast.berezovka, cast.lyceum)
    browser = visitor(Role.STAFF, cast.galich)
    for act in ("merger", "split"):
        url = f"/reorganisations/of/{cast.berezovka.pk}/{act}/"
        answer = browser.post(url, {"to": cast.lyceum.pk, "on": "01.09.2026", "decision": "№ 9"}, follow=True)
        assert "уже закрыта. Что с ней стало" in answer.content.decode().replace("\xa0", " ")


def test_what_lacks_a_decision_is_told(cast: Cast) -> None:
    a_member(cast.berezovka)
    browser = visitor(Role.STAFF, cast.galich)
    url = f"/reorganisations/of/{cast.berezovka.pk}/merger/?to={cast.lyceum.pk}"
    answer = browser.post(url, {"kind": "merged", "to": cast.lyceum.pk, "on": "01.09.2026", "decision": " "})
    assert "Укажите, чьё это решение" in answer.content.decode()


def test_mandates_that_do_not_come_back_are_told(cast: Cast) -> None:
    nina = elected(cast.berezovka, "chair", a_member(cast.berezovka, "Ветрова Нина").person_id)
    act = merged(cast.berezovka, cast.lyceum)
    Mandate.objects.filter(pk=nina.pk).update(version=9)
    browser = visitor(Role.STAFF, cast.galich)
    sign = standing_sign(ids=[act.source_id, act.target_id])
    answer = browser.post(f"/reorganisations/{act.pk}/undo/", {"reason": "Ошибка", "sign": sign}, follow=True)
    assert "Не возобновлены полномочия 1 человека" in answer.content.decode().replace("\xa0", " ")


def test_only_those_who_manage_and_keep_both_see_it(cast: Cast) -> None:
    a_member(cast.berezovka)
    for browser in (visitor(Role.CHAIR, cast.berezovka), visitor(Role.AUDITOR, cast.union)):
        assert "reorganisations/of" not in _text(browser, f"/organisations/{cast.berezovka.inpo}/")
        for act in ("merger", "split"):
            assert browser.get(f"/reorganisations/of/{cast.berezovka.pk}/{act}/").status_code == 404


def test_of_many_people_those_sought_are_shown_and_those_ticked_stay(cast: Cast) -> None:
    browser, split = visitor(Role.STAFF, cast.buy), f"/reorganisations/of/{cast.college.pk}/split/"
    first = a_member(cast.college, "Ветрова Нина Степановна")
    assert 'name="seek"' not in _text(browser, split)
    for letter in "абвгдежзиклмнопрстуф":
        last = a_member(cast.college, f"Орлова {letter.title()}нна Ильинична")
    assert 'name="seek"' in _text(browser, split)
    said = {"name": "ППО Филиала", "short_name": "ППО Филиала", "on": "", "decision": "№ 9", "people": [first.pk]}
    page = browser.post(split, {**said, "seek": "орлова фнна", "show": "1"}).content.decode()
    assert page.count('name="people"') == 2
    for id_, is_ticked in ((first.pk, True), (last.pk, False)):
        [box] = re.findall(rf'<input[^>]*name="people"[^>]*value="{id_}"[^>]*>', page)
        assert ("checked" in box) is is_ticked
    assert "ППО Филиала" in page
    assert "№ 9" in page
    again = browser.post(split, {**said, "people": [first.pk, last.pk], "seek": "никто", "show": "1"}).content.decode()
    assert (again.count('name="people"'), again.count("checked")) == (2, 2)


def test_an_undone_split_is_no_closing_by_mistake(cast: Cast) -> None:
    nina = a_member(cast.college, "Ветрова Нина Степановна")
    a_member(cast.college, "Орлова Анна Ильинична")
    browser, split = visitor(Role.STAFF, cast.buy), f"/reorganisations/of/{cast.college.pk}/split/"
    said = {"name": "ППО Филиала", "short_name": "ППО Филиала", "on": "01.09.2026", "decision": "№ 9"}
    browser.post(split, {**said, "chosen": str(nina.pk)})
    act = Reorganisation.objects.get()
    sign = standing_sign(ids=[act.source_id, act.target_id])
    assert browser.post(f"/reorganisations/{act.pk}/undo/", {"reason": "Ошибка", "sign": sign}).status_code == 302
    assert not fresh(act.target).is_open
    page = visitor(Role.STAFF, cast.kostroma).get(f"/organisations/n/{act.target_id}/", follow=True).text
    assert "Закрыта" in page
    assert "открыть снова" not in page.replace("\xa0", " ")
