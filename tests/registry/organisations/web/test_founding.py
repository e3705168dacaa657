"""Founding as people do it: forms, refusals beside the field, drafts, second clicks."""

from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, a_union, visitor
from tests.registry.organisations.web.acts import SCHOOL


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_school_is_founded_and_shown_with_its_number(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    answer = browser.post(address_of(cast.galich, "found"), SCHOOL, follow=True)
    school = Organisation.objects.get(short_name="ППО Ореховской школы")
    assert school.name == "Первичная профсоюзная организация Ореховской средней школы"
    assert (school.parent, school.founded_on) == (cast.galich, date(2021, 9, 1))
    assert answer.redirect_chain[-1][0] == address_of(school)
    assert f"Её ИНПО: {school.number}" in answer.content.decode()


def test_a_part_of_a_primary_is_founded_without_a_number(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.buy)
    group = {**SCHOOL, "type": "group", "short_name": "Профгруппа кафедры"}
    asked = browser.get(address_of(cast.evening_department, "found")).content.decode().replace("\xa0", " ")
    assert "Своего номера (ИНПО) у групп и подразделений нет" in asked
    browser.post(address_of(cast.evening_department, "found"), group)
    founded = Organisation.objects.get(short_name="Профгруппа кафедры")
    assert (founded.parent, founded.inpo) == (cast.evening_department, None)
    assert browser.get(address_of(founded)).status_code == 200


def test_a_region_is_founded_with_its_subjects(cast: Cast) -> None:
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    region = {**SCHOOL, "type": "interregional", "seat": "78", "subjects": "78, 47"}
    browser.post(address_of(cast.union, "found"), region)
    founded = Organisation.objects.get(type=OrganisationType.INTERREGIONAL)
    assert founded.number.startswith("78-000-0000")
    assert [subject.pk for subject in founded.subjects.order_by("pk")] == ["47", "78"]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", ""),
        ({"name": "—"}, "name", "В названии нет ни одной буквы."),
        ({"on": "31.02.2020"}, "on", "Такого дня"),
        ({"on": "01.01.2100"}, "on", "Этот день ещё не наступил."),
        ({"on": "01.01.1950"}, "on", "учреждена позже"),
        ({"type": "regional"}, "type", ""),
        ({"short_name": "ППО Берёзовской средней школы", "name": "ППО Берёзовской средней школы"}, "name", "уже есть"),
        ({"name": "Я" * 301}, "name", ""),
    ],
)
def test_a_refusal_stands_beside_its_field(cast: Cast, change: dict[str, str], field: str, sentence: str) -> None:
    count = Organisation.objects.count()
    answer = visitor(Role.STAFF, cast.galich).post(address_of(cast.galich, "found"), SCHOOL | change)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in answer.context["form"].errors[field][0]
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert Organisation.objects.count() == count


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seat": ""}, "seat"),
        ({"seat": "44"}, "seat"),
        ({"seat": "78", "subjects": "47"}, "seat"),
        ({"seat": "78", "subjects": "78, 99"}, "subjects"),
        ({"seat": "78", "subjects": "78 и 47"}, "subjects"),
    ],
)
def test_a_regions_refusals_stand_beside_their_fields(cast: Cast, change: dict[str, str], field: str) -> None:
    region = {**SCHOOL, "type": "interregional", **change}
    answer = visitor(Role.ADMINISTRATOR, cast.union).post(address_of(cast.union, "found"), region)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_button_pressed_twice_founds_once(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    page = browser.get(address_of(cast.galich, "found"))
    token = page.content.decode().split('name="once" value="')[1].split('"')[0]
    answers = [browser.post(address_of(cast.galich, "found"), {**SCHOOL, "once": token}) for _ in range(2)]
    school = Organisation.objects.get(short_name="ППО Ореховской школы")
    assert [answer.headers["Location"] for answer in answers] == [address_of(school)] * 2


def test_a_draft_waits_in_the_form_until_it_is_sent(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.galich), address_of(cast.galich, "found")
    browser.post(f"/drafts/organisations-found/{cast.galich.pk}/", {"short_name": "ППО Недописанной"})
    assert "ППО Недописанной" in browser.get(address).content.decode()
    browser.post(address, SCHOOL)
    assert "ППО Недописанной" not in browser.get(address).content.decode()


def test_the_union_is_founded_once(db: None) -> None:
    browser = visitor(Role.ADMINISTRATOR, Organisation(pk=0, type=OrganisationType.UNION))
    assert browser.get("/organisations/union/").status_code == 200
    answer = browser.post("/organisations/union/", SCHOOL)
    union = Organisation.objects.get()
    assert (union.type, answer.headers["Location"]) == ("union", address_of(union))
    assert browser.get("/organisations/union/").status_code == 404
    again = browser.post("/organisations/union/", SCHOOL)
    assert "Профсоюз уже учреждён." in again.content.decode()


def test_a_stranger_founds_renames_and_closes_nothing(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.oryol)
    for act in ("found", "rename", "close"):
        assert browser.post(address_of(cast.lyceum, act), {**SCHOOL, "version": 1}).status_code == 404
    auditor = visitor(Role.AUDITOR, cast.union)
    for act in ("found", "rename", "close"):
        assert auditor.post(address_of(cast.lyceum, act), {**SCHOOL, "version": 1}).status_code == 404
    assert Organisation.objects.get(pk=cast.lyceum.pk).version == 1
