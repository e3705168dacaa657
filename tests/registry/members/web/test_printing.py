"""Papers about a member: the file says what the record says, and the journal who took it away."""

import io
from datetime import date

import docx
import pytest
from django.http import FileResponse
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.actions.print_paper import PurposeMissing, print_paper
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.web.papers import former_surname
from tests.cast import NOW, Cast, a_union, auditor, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import a_former_member, a_member

PURPOSE = "В личное дело"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def browser(cast: Cast) -> Client:
    return visitor(Role.CHAIR, cast.college)


def test_the_registration_card_says_the_record_and_the_journal_who_took_it(cast: Cast, browser: Client) -> None:
    member = a_member(cast.college)
    answer = printed(browser, member, paper="registration_card")
    (text,) = texts_of(content_of(answer))
    assert "УЧЁТНАЯ КАРТОЧКА" in text
    for part in (member.person.full_name, cast.union.name, cast.college.name, "Категория"):
        assert part in text
    assert "filename*=utf-8''%D0%A3" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.reason, entry.after["paper"]) == ("member_printed", PURPOSE, "registration_card")
    assert (entry.object_id, entry.primary_id) == (member.person_id, cast.college.pk)


def test_the_certificate_puts_names_into_cases_on_paper_and_in_word(cast: Cast, browser: Client) -> None:
    member = a_member(cast.college, "Орешкина Светлана Николаевна")
    (text,) = texts_of(content_of(printed(browser, member, paper="certificate_pdf")))
    assert "Выдана Орешкиной Светлане Николаевне в том, что" in text
    assert "является членом Общероссийского Профсоюза образования" in text
    assert "Состоит на учёте в ППО Буйского колледжа" in text
    written = printed(browser, member, paper="certificate_docx", named="Орешкиной С. Н.")
    word = docx.Document(io.BytesIO(content_of(written)))
    assert "Выдана Орешкиной С. Н. в том, что" in "\n".join(one.text for one in word.paragraphs)


def test_a_former_member_gets_a_certificate_of_the_time(cast: Cast, browser: Client) -> None:
    left = a_former_member(cast.group)
    (text,) = texts_of(content_of(printed(browser, left, paper="certificate_pdf")))
    assert "снятие с учёта" in text
    assert "состояла" in text or "состоял (состояла)" in text
    # A part of a primary says whose part it is.
    names = " ".join(one.name for one in (cast.union, cast.college, cast.evening_department, cast.group))
    assert text.startswith(f"{names} {timezone.localdate().day} ")


def test_the_application_says_who_asks_where_and_what_was_decided(cast: Cast, browser: Client) -> None:
    member = a_member(cast.college, "Орешкина Светлана Николаевна")
    stay = Membership.objects.get(pk=member.pk)
    Membership.objects.filter(pk=stay.pk).update(
        application_on=date(2026, 3, 2), decision_on=date(2026, 3, 5), decision_number="7"
    )
    (text,) = texts_of(content_of(printed(browser, member, paper="application")))
    assert "от Орешкиной Светланы Николаевны" in text
    assert "Прошу принять меня в Общероссийский Профсоюз образования и поставить на учёт в ППО Буйского" in text
    assert "2 марта 2026 года" in text
    assert "№ 7 от 5 марта 2026 года" in text
    assert Entry.objects.latest("id").after["paper"] == "application"


def test_a_blank_application_names_the_organisation_and_nobody(cast: Cast, browser: Client) -> None:
    before = Entry.objects.count()
    answer = browser.get(f"/members/new/application/?organisation={cast.college.inpo}")
    (text,) = texts_of(content_of(answer))  # type: ignore[arg-type]  # a file
    assert "(фамилия, имя, отчество)" in text
    assert "ППО Буйского колледжа" in text
    assert Entry.objects.count() == before
    strange = f"/members/new/application/?organisation={cast.mtsensk_school.inpo}"
    assert browser.get(strange).status_code == 404
    assert auditor_browser(cast).get("/members/new/application/").status_code == 404


def test_is_refused_to_strangers_and_without_a_purpose(cast: Cast, browser: Client) -> None:
    member = a_member(cast.college)
    before = Entry.objects.count()
    url = f"/members/{member.person_id}/papers/"
    sent = {"paper": "registration_card", "purpose": PURPOSE}
    assert visitor(Role.STAFF, cast.oryol).post(url, sent).status_code == 404
    assert visitor(Role.AUDITOR, cast.buy).get(url).status_code == 200
    refused = browser.post(url, {"paper": "registration_card", "purpose": "  "})
    assert refused.status_code == 422
    with pytest.raises(PurposeMissing):
        print_paper(actor=auditor(cast.kostroma), membership=member, paper="certificate", purpose=" ", at=NOW)
    assert Entry.objects.count() == before


def auditor_browser(cast: Cast) -> Client:
    return visitor(Role.AUDITOR, cast.college)


def printed(browser: Client, member: Membership, *, paper: str, named: str = "") -> FileResponse:
    url = f"/members/{member.person_id}/papers/"
    sent = {"paper": paper, "purpose": PURPOSE, "named": named}
    return browser.post(url, sent)  # type: ignore[return-value]  # a file, and no redirect


def content_of(answer: FileResponse) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # made of bytes in memory


@pytest.mark.parametrize(
    ("name", "said"),
    [("Белова Анна Ильинична", "Белова"), ("Белова-Снежная Инна Ильинична", "Белова-Снежная Инна Ильинична")],
)
def test_the_card_says_of_a_former_name_what_was_another(name: str, said: str) -> None:
    human = Person(last_name="Ветрова", first_name="Анна", middle_name="Ильинична")
    assert former_surname(name, human) == said
