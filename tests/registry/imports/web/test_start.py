"""The first step: a file, and the organisation it belongs to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.web import forms
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, visitor
from tests.registry.imports.lists import planned
from tests.registry.imports.web.wizard import ANNA, START, a_list, address, bring, text
from tests.registry.organisations.closing import closed

NO_SUCH = "Такой организации нет или она не в вашей ветви."


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def errors(browser: Client, url: str = START, **data: object) -> dict[str, list[str]]:
    """What the form says about this sending, which brings nothing."""
    answer = browser.post(url, data)
    assert answer.status_code == 422
    assert not ImportPlan.objects.exists()
    assert not StoredFile.objects.exists()
    said = answer.context["form"].errors
    page = answer.content.decode()
    assert all(f'id="id_{field}_error"' in page or field == "__all__" for field in said)
    return {field: list(sentences) for field, sentences in said.items()}


def test_a_chair_is_asked_only_for_the_file(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    page = text(browser, START)
    assert "ППО Берёзовской средней школы" in page
    assert 'name="organisation"' not in page
    plan = bring(browser)
    assert (plan.organisation, plan.state, plan.file_name) == (cast.berezovka, State.READING, "учителя.csv")
    assert plan.brought_by_name == "Орехова Светлана Николаевна"


def test_staff_find_the_organisation_by_a_word_and_choose_it(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    everything = text(browser, START)
    assert 'name="file"' not in everything
    assert everything.count("?organisation=") == 2
    found = text(browser, f"{START}?q=лицея")
    assert f'<a href="?organisation={cast.lyceum.inpo}">' in found
    assert str(cast.berezovka.inpo) not in found
    assert "Ничего не нашлось" in text(browser, f"{START}?q={cast.college.inpo}")
    assert "В номере ошибка" in text(browser, f"{START}?q=4400700009")


def test_staff_may_still_send_the_number(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    assert bring(browser, organisation=cast.lyceum.number).organisation == cast.lyceum


def test_the_address_may_name_the_organisation(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    url = f"{START}?organisation={cast.lyceum.inpo}"
    assert 'name="organisation"' not in text(browser, url)
    browser.post(url, {"file": a_list()})
    assert ImportPlan.objects.get().organisation == cast.lyceum
    assert 'name="q"' in text(browser, f"{START}?organisation={cast.galich.inpo}")


def test_a_foreign_organisation_in_the_address_is_not_found(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    for number in (cast.college.inpo, "4400100007", "0", "4400700002\0"):
        assert browser.get(START, {"organisation": number}).status_code == 404


def test_a_wrong_number_is_told_beside_its_field(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    inpo = str(cast.lyceum.inpo)
    mistyped = inpo[:-1] + str((int(inpo[-1]) + 1) % 10)
    assert "последняя цифра" in errors(browser, organisation=mistyped, file=a_list())["organisation"][0]
    assert errors(browser, organisation=cast.college.inpo, file=a_list()) == {"organisation": [NO_SUCH]}
    assert "первичных" in errors(browser, organisation=cast.galich.inpo, file=a_list())["organisation"][0]
    assert list(errors(browser, organisation="", file=a_list())) == ["organisation"]


def test_a_closed_organisation_takes_no_lists(cast: Cast) -> None:
    staff, chair = visitor(Role.STAFF, cast.galich), visitor(Role.CHAIR, cast.lyceum)
    close_organisation(
        actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=cast.lyceum.version
    )
    assert list(errors(staff, organisation=cast.lyceum.inpo, file=a_list())) == ["organisation"]
    assert "закрыта" in errors(chair, file=a_list())["__all__"][0]
    assert "закрыта" in errors(staff, f"{START}?organisation={cast.lyceum.inpo}", file=a_list())["__all__"][0]


def test_of_a_closed_organisation_nothing_is_asked(cast: Cast) -> None:
    plan = planned(cast.lyceum, [ANNA])
    closed(cast.lyceum, on=TODAY)
    browser = visitor(Role.STAFF, cast.galich)
    for url in (f"{START}?organisation={cast.lyceum.inpo}", address(plan)):
        page = text(browser, url)
        assert "списки в неё больше не загружают" in page
        assert not [act for act in ('name="file"', address(plan, "commit")) if act in page]
    assert browser.post(address(plan, "drop")).headers["Location"] == "/imports/"
    assert START not in text(browser, address(plan)).split("<main")[1]


def test_without_a_file_nothing_is_brought(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    assert errors(browser) == {"file": ["Выберите файл со списком."]}
    assert list(errors(browser, file=SimpleUploadedFile("список.xlsx", b""))) == ["file"]
    monkeypatch.setattr(forms, "MOST_BYTES", 100)
    assert "100 МБ" in errors(browser, file=a_list())["file"][0]


def test_an_auditor_finds_no_such_pages_and_no_way_to_them(cast: Cast) -> None:
    browser = visitor(Role.AUDITOR, cast.kostroma)
    for url in (START, "/imports/", f"{START}?organisation={cast.lyceum.inpo}"):
        assert browser.get(url).status_code == 404
    assert browser.post(START, {"file": a_list()}).status_code == 404
    assert not StoredFile.objects.exists()
    assert START not in text(browser, "/")


def test_nobody_comes_in_without_signing_in(cast: Cast) -> None:
    for url in (START, "/imports/", "/imports/1/", "/imports/1/remarks/"):
        assert Client().get(url).headers["Location"].startswith("/sign-in/")


def test_who_acts_in_two_places_is_asked_for_the_organisation(cast: Cast) -> None:
    browser = Client()
    browser.force_login(a_user("two", grants=[(Role.CHAIR, cast.lyceum), (Role.CHAIR, cast.buy_school)]))
    assert text(browser, START).count("?organisation=") == 2
    plan = bring(browser, organisation=str(cast.buy_school.inpo))
    assert plan.organisation == cast.buy_school
    assert browser.get(address(plan)).status_code == 200
