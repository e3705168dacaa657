"""The extract of an organisation's record: today, its history, and who took it away."""

import pytest
from django.http import FileResponse

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.print_extract import PurposeMissing, print_extract
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import moved

SENT = {"purpose": "Для банка"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_says_how_it_stands_and_what_has_happened_and_the_journal_who_took_it(cast: Cast) -> None:
    a_member(cast.buy_school)
    moved(cast.buy_school, cast.galich)
    answer = visitor(Role.STAFF, cast.kostroma).post(address_of(cast.buy_school, "extract"), SENT)
    assert isinstance(answer, FileResponse)
    (text,) = texts_of(b"".join(answer.streaming_content))  # type: ignore[arg-type]  # made of bytes in memory
    for part in (cast.buy_school.name, cast.buy_school.number, "Галичская районная организация", "на учёте 1"):
        assert part in text
    assert "Передана в организацию «Галичская районная организация»" in text
    entry = Entry.objects.latest("id")
    told = (entry.verb, entry.reason, entry.object_id, entry.primary_id)
    assert told == ("organisation_printed", "Для банка", cast.buy_school.pk, cast.buy_school.pk)


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
