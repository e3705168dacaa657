"""Renaming as people do it: a form that begins with today, refusals beside the field, two people at once."""

from typing import TYPE_CHECKING, TypeAlias

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, a_union, visitor
from tests.registry.organisations.web.acts import somebody_renames

if TYPE_CHECKING:
    # What the test client answers with has no public name outside its stubs.
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer: TypeAlias = _MonkeyPatchedWSGIResponse


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


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
    somebody_renames(cast.lyceum, "ППО Школы Семёнова")
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
    somebody_renames(cast.lyceum, "ППО Школы")
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
    somebody_renames(other, other.name, short_name="Лицей")
    asked = browser.post(address, {**said, "name": "ППО Гимназии", "short_name": "Гимназия"})
    page = asked.content.decode()
    assert (asked.status_code, page.count('value="theirs"')) == (409, 1)
    assert 'name="keep-short_name"' in page
    assert 'name="was_short_name" value="Лицей"' in page
    saved = browser.post(address, {**said, "name": "ППО Гимназии", "short_name": other.short_name}, follow=True)
    stands = Organisation.objects.get(pk=cast.lyceum.pk)
    assert (stands.name, stands.short_name, stands.version) == ("ППО Гимназии", "Лицей", 3)
    assert "Лицей" in saved.content.decode().split('role="status"')[1]


def _rename(
    browser: Client, organisation: Organisation, name: str, *, version: int, on: str = "01.03.2022", **chosen: str
) -> "Answer":
    said = {"name": name, "short_name": name, "on": on, "decision": "№ 2-1", "version": version, **chosen}
    return browser.post(address_of(organisation, "rename"), said)


def test_quotes_within_quotes_are_inner_ones_in_headings_and_on_the_timeline(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.buy.pk).update(short_name="ППО «Перспектива»")
    browser = visitor(Role.STAFF, cast.union)
    asked = browser.get(address_of(cast.buy, "move")).text.replace("\xa0", " ")
    heading = asked.split("<h1>")[1].split("</h1>")[0]
    assert "«ППО „Перспектива“»" in heading
    assert "»»" not in heading
