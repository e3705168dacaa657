"""The extract of an organisation's record: today, its history, and who took it away."""

from datetime import date

import pytest
from django.http import FileResponse, HttpResponseBase

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.print_extract import PurposeMissing, print_extract
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_member
from tests.registry.offices.people import elected
from tests.registry.organisations.moving import moved

SENT = {"purpose": "Для банка"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def text_of(answer: HttpResponseBase) -> str:
    """What stands on the paper."""
    assert isinstance(answer, FileResponse)
    (text,) = texts_of(b"".join(answer.streaming_content))  # type: ignore[arg-type]  # made of bytes in memory
    return text


def test_says_how_it_stands_and_what_has_happened_and_the_journal_who_took_it(cast: Cast) -> None:
    a_member(cast.buy_school)
    moved(cast.buy_school, cast.galich)
    answer = visitor(Role.STAFF, cast.kostroma).post(address_of(cast.buy_school, "extract"), SENT)
    text = text_of(answer)
    for part in (cast.buy_school.name, cast.buy_school.number, "Галичская районная организация", "на учёте 1"):
        assert part in text
    assert "Передана в организацию «Галичская районная организация»" in text
    entry = Entry.objects.latest("id")
    told = (entry.verb, entry.reason, entry.object_id, entry.primary_id)
    assert told == ("organisation_printed", "Для банка", cast.buy_school.pk, cast.buy_school.pk)


def test_says_who_leads_it_and_how_it_is_reached(cast: Cast) -> None:
    browser, sent = visitor(Role.STAFF, cast.galich), {"on": "01.09.2026", "decision": "№ 5", "version": "1"}
    contacts = {"chair_last_name": "Белова", "chair_first_name": "Анна", "phone": "8 494 372 11 22"}
    assert browser.post(address_of(cast.lyceum, "contacts"), {**sent, **contacts}).status_code == 302
    stated = text_of(browser.post(address_of(cast.lyceum, "extract"), SENT))
    assert "Белова Анна" in stated
    assert "494" in stated
    elected(cast.lyceum, until=date(2029, 10, 14))
    text = text_of(browser.post(address_of(cast.lyceum, "extract"), SENT))
    assert "Ветрова Нина Степановна, с 15.10.2024 по 14.10.2029" in " ".join(text.split())
    assert "Белова" not in text.split("Изменения")[0]


def test_is_made_of_the_union_and_of_a_part_too(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    for shown in (cast.union, cast.kostroma, cast.group):
        assert browser.post(address_of(shown, "extract"), SENT).status_code == 200


def test_is_refused_to_strangers_and_without_a_purpose(cast: Cast) -> None:
    url, before = address_of(cast.college, "extract"), Entry.objects.count()
    assert visitor(Role.STAFF, cast.oryol).post(url, SENT).status_code == 404
    assert visitor(Role.AUDITOR, cast.college).post(url, {"purpose": " "}).status_code == 422
    with pytest.raises(PurposeMissing):
        print_extract(actor=OPERATOR, organisation=cast.college, purpose="", at=NOW)
    assert Entry.objects.count() == before
