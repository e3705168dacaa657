"""Founding, renaming and closing as people do them: forms, refusals beside the field, two people at once."""

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.queries.history import status_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, NOW, OPERATOR, Cast, a_union, visitor
from tests.registry.organisations.closing import closed

if TYPE_CHECKING:
    # What the test client answers with has no public name outside its stubs.
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer: TypeAlias = _MonkeyPatchedWSGIResponse

SCHOOL = {
    "type": "primary",
    "name": "Первичная профсоюзная организация\r\n  Ореховской средней школы",
    "short_name": "ППО Ореховской школы",
    "on": "1.9.2021",
    "decision": "Постановление президиума № 7-3",
}


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


def test_a_name_is_changed_from_a_day_on(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    answer = _rename(browser, cast.lyceum, "ППО Гимназии", version=1)
    assert answer.headers["Location"] == address_of(cast.lyceum)
    assert Organisation.objects.get(pk=cast.lyceum.pk).name == "ППО Гимназии"
    page = browser.get(address_of(cast.lyceum)).content.decode()
    assert "Название внесено." in page
    assert "1\u00a0марта\u00a02022" in page


def test_the_form_begins_with_the_name_of_today(cast: Cast) -> None:
    page = visitor(Role.STAFF, cast.galich).get(address_of(cast.lyceum, "rename")).content.decode()
    assert cast.lyceum.name in page
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize(
    ("name", "day", "fields"),
    [
        ("ППО Гимназии", "01.01.1950", ["on"]),
        ("ППО Гимназии", "01.01.2100", ["on"]),
        ("…", "01.01.2020", ["name", "short_name"]),
        ("ППО {0}", "31.02.2020", ["name", "short_name", "on"]),
    ],
)
def test_a_refused_name_stays_in_the_form(cast: Cast, name: str, day: str, fields: list[str]) -> None:
    answer = _rename(visitor(Role.STAFF, cast.galich), cast.lyceum, name, version=1, on=day)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert name in answer.content.decode()


def test_the_second_of_two_people_is_told_and_shown_both(cast: Cast) -> None:
    _somebody_renames(cast.lyceum, "ППО Школы Семёнова")
    answer = _rename(visitor(Role.STAFF, cast.galich), cast.lyceum, "ППО Гимназии", version=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ППО Гимназии" in page
    assert "ППО Школы Семёнова" in page
    assert "Operator" in page
    assert Organisation.objects.get(pk=cast.lyceum.pk).name == "ППО Школы Семёнова"


@pytest.mark.parametrize(("kept", "name", "version"), [("yours", "ППО Гимназии", 3), ("theirs", "ППО Школы", 2)])
def test_what_the_second_one_chooses_is_kept(cast: Cast, kept: str, name: str, version: int) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    _somebody_renames(cast.lyceum, "ППО Школы")
    _rename(browser, cast.lyceum, "ППО Гимназии", version=1)
    chosen = {"keep-name": kept, "keep-short_name": kept}
    answer = _rename(browser, cast.lyceum, "ППО Гимназии", version=2, **chosen)
    stands = Organisation.objects.get(pk=cast.lyceum.pk)
    assert answer.headers["Location"] == address_of(cast.lyceum)
    assert (stands.name, stands.short_name, stands.version) == (name, name, version)


def test_of_two_names_only_the_contested_one_is_asked_about(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.galich), address_of(cast.lyceum, "rename")
    was = {"was_name": cast.lyceum.name, "was_short_name": cast.lyceum.short_name, "version": 1}
    said = {"on": "01.03.2022", "decision": "№ 2-1", **was}
    other = Organisation.objects.get(pk=cast.lyceum.pk)
    _somebody_renames(other, other.name, short_name="Лицей")
    asked = browser.post(address, {**said, "name": "ППО Гимназии", "short_name": "Гимназия"})
    page = asked.content.decode()
    assert (asked.status_code, page.count('value="theirs"')) == (409, 1)
    assert 'name="keep-short_name"' in page
    assert 'name="was_short_name" value="Лицей"' in page
    saved = browser.post(address, {**said, "name": "ППО Гимназии", "short_name": other.short_name}, follow=True)
    stands = Organisation.objects.get(pk=cast.lyceum.pk)
    assert (stands.name, stands.short_name, stands.version) == ("ППО Гимназии", "Лицей", 3)
    assert "Лицей" in saved.content.decode().split('role="status"')[1]


def test_a_school_is_closed_after_a_question(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    question = browser.get(address_of(cast.lyceum, "close")).content.decode()
    assert cast.lyceum.short_name in question.replace("\u00a0", " ")
    answer = browser.post(address_of(cast.lyceum, "close"), {"on": "01.09.2020", "decision": "№ 8", "version": 1})
    assert answer.headers["Location"] == address_of(cast.lyceum)
    assert Organisation.objects.get(pk=cast.lyceum.pk).closed_on == date(2020, 9, 1)


def test_a_founding_by_mistake_is_taken_back_by_closing_on_its_day(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    asked = browser.get(address_of(cast.lyceum, "close")).content.decode().replace("\u00a0", " ")
    assert f"Укажите день её создания, {day(FOUNDED)}: тогда её не было ни дня.".replace("\u00a0", " ") in asked
    said = {"on": f"{FOUNDED:%d.%m.%Y}", "decision": "№ 8", "version": 1}
    assert browser.post(address_of(cast.lyceum, "close"), said).status_code == 302
    assert status_on(cast.lyceum, on=FOUNDED) == "closed"


def test_what_still_stands_below_is_said_before_and_after(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.galich.pk, 47)])
    browser = visitor(Role.STAFF, cast.kostroma)
    sent = {"on": "01.09.2020", "decision": "№ 1", "version": 1}
    for answer, status in (
        (browser.get(address_of(cast.galich, "close")), 200),
        (browser.post(address_of(cast.galich, "close"), sent), 422),
    ):
        assert answer.status_code == status
        said = answer.content.decode().replace("\u00a0", " ")
        assert "в неё входят 2 организации, на учёте 47 человек" in said
        assert "<form method" not in said.split('<main id="main">')[1].split("</main>")[0]


def test_what_could_only_fail_is_a_sentence_and_a_way_on_and_no_form(cast: Cast) -> None:
    closed(cast.lyceum, on=date(2020, 9, 1))
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    for organisation, act, said, way in (
        (cast.lyceum, "close", "Она уже закрыта: 1 сентября 2020 года.", address_of(cast.lyceum, "reopen")),
        (cast.lyceum, "found", "уже ничего не создают", address_of(cast.galich)),
        (cast.union, "close", "Сам Профсоюз здесь не закрывают.", f"{address_of(cast.union)}#below"),
        (cast.union, "move", "Профсоюз ни во что не входит.", f"{address_of(cast.union)}#below"),
    ):
        for answer, status in (
            (browser.get(address_of(organisation, act)), 200),
            (browser.post(address_of(organisation, act), {**SCHOOL, "on": "01.09.2021", "version": 2}), 422),
        ):
            main = answer.content.decode().split('<main id="main">')[1].split("</main>")[0].replace("\u00a0", " ")
            assert (answer.status_code, said in main, f'href="{way}"' in main) == (status, True, True), act
            assert "<form" not in main
    page = browser.get(address_of(cast.lyceum, "rename")).content.decode().replace("\u00a0", " ")
    assert "только то, что было до этого дня" in page


def test_a_school_renamed_meanwhile_is_looked_at_again(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    _somebody_renames(cast.lyceum, "ППО Гимназии")
    answer = browser.post(address_of(cast.lyceum, "close"), {"on": "01.09.2020", "decision": "№ 1", "version": 1})
    assert answer.status_code == 422
    assert "теперь это «ППО Гимназии»" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    assert Organisation.objects.get(pk=cast.lyceum.pk).is_open


def _rename(
    browser: Client, organisation: Organisation, name: str, *, version: int, on: str = "01.03.2022", **chosen: str
) -> "Answer":
    said = {"name": name, "short_name": name, "on": on, "decision": "№ 2-1", "version": version, **chosen}
    return browser.post(address_of(organisation, "rename"), said)


def _somebody_renames(organisation: Organisation, name: str, short_name: str = "") -> None:
    rename_organisation(
        actor=OPERATOR,
        organisation=organisation,
        name=name,
        short_name=short_name or name,
        on=date(2021, 1, 1),
        at=NOW,
        decision="№ 1",
        expected_version=1,
    )


def test_quotes_within_quotes_are_inner_ones_in_headings_and_on_the_timeline(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.buy.pk).update(short_name="ППО «Перспектива»")
    browser = visitor(Role.STAFF, cast.union)
    asked = browser.get(address_of(cast.buy, "move")).text.replace("\xa0", " ")
    heading = asked.split("<h1>")[1].split("</h1>")[0]
    assert "«ППО „Перспектива“»" in heading
    assert "»»" not in heading
