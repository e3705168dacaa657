"""A list without a known column of names: the person says which one it is, and the list goes on."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.imports.models import ImportPlan, RememberedMapping, State
from edinstvo.registry.members.models import Membership
from tests.cast import Cast, a_union, visitor
from tests.registry.imports.web.wizard import START, address, let_the_worker_work, text, words_of

pytestmark = pytest.mark.django_db(transaction=True)
STRANGERS = "Абонент;Рожд.;Связь\nTanaka Hiroshi;01.02.1980;8 910 555-01-12\nChukwu Ngozi;02.02.1980;\n"
BARE = "Tanaka Hiroshi;17\nChukwu Ngozi;15\n"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def brought(browser: Client, content: bytes, name: str = "список.csv") -> ImportPlan:
    """A list that the worker has read."""
    browser.post(START, {"file": SimpleUploadedFile(name, content, content_type="text/csv")})
    plan = ImportPlan.objects.latest("pk")
    assert let_the_worker_work(plan).state == Work.State.DONE
    plan.refresh_from_db()
    return plan


def test_the_columns_are_asked_for_and_the_list_goes_on_to_the_register(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = brought(browser, STRANGERS.encode())
    assert (plan.state, plan.error) == (State.FAILED, "no_name_column")
    page = text(browser, address(plan))
    assert "не нашлось столбца с именами" in page
    assert f'href="{address(plan, "columns")}"' in page

    asked = text(browser, address(plan, "columns"))
    assert all(words in asked for words in ("Абонент", "Tanaka Hiroshi", '<option value="birth_date" selected>'))
    answer = browser.post(address(plan, "columns"), {"0-0": "full_name", "0-1": "birth_date", "0-2": "phone"})
    assert answer.headers["Location"] == address(plan)
    let_the_worker_work(plan)
    plan.refresh_from_db()
    assert (plan.state, plan.error) == (State.PLANNED, "")
    assert "Tanaka" in text(browser, address(plan))
    browser.post(address(plan, "commit"))
    let_the_worker_work(plan)
    assert sorted(Membership.objects.values_list("person__last_name", flat=True)) == ["Chukwu", "Tanaka"]
    assert brought(browser, STRANGERS.encode()).state == State.PLANNED


def test_columns_of_which_nothing_is_known_are_shown_by_their_values_and_teach_nothing(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = brought(browser, BARE.encode())
    assert (plan.error, plan.sheets[0]["headings"], plan.sheets[0]["columns"]) == ("no_name_column", [], {})
    assert re.findall(r'<select name="(0-[0-9])"', text(browser, address(plan, "columns"))) == ["0-0", "0-1"]
    browser.post(address(plan, "columns"), {"0-0": "full_name"})
    let_the_worker_work(plan)
    assert {row.last_name for row in plan.rows.all()} == {"Tanaka", "Chukwu"}
    assert not RememberedMapping.objects.exists()


def test_without_a_name_among_the_columns_they_are_asked_for_again(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = brought(browser, STRANGERS.encode())
    answer = browser.post(address(plan, "columns"), {"0-1": "birth_date"})
    assert answer.status_code == 422
    assert "Нет столбца с именами" in words_of(answer)
    plan.refresh_from_db()
    assert plan.state == State.FAILED


def test_of_a_file_that_is_no_table_nothing_is_kept_or_asked(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    plan = brought(browser, b"\0\1\2" * 500, "список.xlsx")
    assert (plan.error, plan.sheets, plan.file) == ("unreadable_file", [], None)
    assert not StoredFile.objects.exists()
    assert address(plan, "columns") not in text(browser, address(plan))
    assert browser.get(address(plan, "columns")).headers["Location"] == address(plan)
    browser.post(address(plan, "again"))
    plan.refresh_from_db()
    assert plan.state == State.FAILED
