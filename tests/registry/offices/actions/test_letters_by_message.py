"""Logins by message: whom they reach, what arrives over real servers, what becomes of those that do not arrive."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.actions.deliver_notices import AGAIN_AFTER, deliver_notices
from edinstvo.foundation.notices.models import Notice
from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.actions.end_mandate import end_mandate
from edinstvo.registry.offices.actions.use_letter import CodeWrong, use_letter
from edinstvo.registry.offices.models import EndReason, Letter, LetterBatch, Mandate
from edinstvo.registry.offices.queries.letters import figures_of_letters, page_of_chairs
from edinstvo.registry.offices.queries.routes import reach_of_issue
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, Cast, a_union, staff
from tests.foundation.notices.servers import Letters, a_gateway, a_post_office, messages_in
from tests.registry.offices.actions.test_chairs_by_name import named
from tests.registry.offices.letters import ADDRESS, By, Scope, codes, issued
from tests.registry.offices.people import elected

MOBILE = "+79105550112"
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def post_office(settings: Settings) -> Iterator[Letters]:
    with a_post_office() as (settings.SMTP_URL, letters):
        settings.NOTICE_TIMEOUT = 0.5
        yield letters


@pytest.fixture
def gateway(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    with a_gateway(tmp_path) as (settings.SMS_URL, taken):
        yield taken


def a_chair(place: Organisation, name: str, *, email: str = "", phone: str = "") -> Mandate:
    mandate = elected(place, name=name)
    Person.objects.filter(pk=mandate.person_id).update(email=email, phone=phone)
    return mandate


def deliver(*, minutes: int = 0) -> None:
    deliver_notices(clock=lambda: NOW + timedelta(minutes=minutes))


def secrets_in(text: str) -> tuple[str, str]:
    """(login, code) as a message says them."""
    found = re.search(r"[Лл]огин:? (\S+?),?\s", text), re.search(r"код:? ([A-Z0-9]{5}-[A-Z0-9]{5})", text)
    assert found[0]
    assert found[1]
    return found[0].group(1), found[1].group(1)


@pytest.mark.django_db(transaction=True)
def test_messages_to_those_who_can_be_reached_and_paper_to_the_others(post_office: Letters, gateway: Path) -> None:
    cast = a_union()
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org", phone=MOBILE)
    a_chair(cast.buy_school, "Белых Пётр Ильич", phone="+79105550113")
    a_chair(cast.lyceum, "Лицеева Анна Ильинична")
    named(cast.berezovka)
    region = staff(cast.kostroma)
    people, routes = reach_of_issue(cast.kostroma, scope=Scope.MISSING, only=None, at=NOW, seen_by=region)
    assert (people, routes) == (
        4,
        {cast.college.pk: ("email", "vetrova@example.org"), cast.buy_school.pk: ("sms", "+79105550113")},
    )
    batch = issued(cast.kostroma, actor=region, by=By.MIXED)
    assert (batch.letters, batch.messages) == (2, 2)
    assert sorted(codes()) == sorted([cast.lyceum.inpo, cast.berezovka.inpo])
    assert Entry.objects.get(verb="letters_issued").after == {"letters": 2, "messages": 2}
    deliver()
    (mail,) = post_office.taken
    (sms,) = messages_in(gateway)
    login, code = secrets_in(mail.get_content())
    assert (mail["To"], login) == ("vetrova@example.org", cast.college.inpo)
    assert f"{ADDRESS}?login={login}" in mail.get_content()
    assert code not in mail["Subject"]
    assert (sms["to"], secrets_in(sms["text"])[0]) == ("+79105550113", cast.buy_school.inpo)
    user = use_letter(login=login, code=code, password=PASSWORD, address="192.0.2.9", at=LATER)
    assert actor_of(user, on=TODAY, address="").may(Power.KEEP_MEMBERS, at=cast.college)
    with pytest.raises(CodeWrong):
        use_letter(login=login, code=code, password=PASSWORD, address="192.0.2.9", at=LATER)
    other = secrets_in(sms["text"])
    use_letter(login=other[0], code=other[1], password=PASSWORD, address="192.0.2.10", at=LATER)
    assert figures_of_letters(cast.kostroma, at=LATER, seen_by=region).by_state["in"] == 2


def test_a_code_lies_readable_nowhere(cast: Cast, post_office: Letters) -> None:
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    issued(cast.kostroma, actor=staff(cast.kostroma), by=By.MIXED)
    waiting = Notice.objects.get()
    assert cast.college.inpo not in waiting.text
    deliver()
    _login, code = secrets_in(post_office.taken[0].get_content())
    sent = Notice.objects.get()
    assert (sent.state, sent.text) == ("sent", "")
    with connection.cursor() as cursor:
        for table in ("notices_notice", "offices_letter", "offices_letterbatch", "journal_entry", "queue_work"):
            said = f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE %s"  # noqa: S608  # names of our own tables
            cursor.execute(said, [f"%{code}%"])
            assert cursor.fetchone() == (0,), table


def test_the_message_alone_leaves_the_others_for_later(cast: Cast, post_office: Letters) -> None:
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    a_chair(cast.lyceum, "Лицеева Анна Ильинична")
    batch = issued(cast.kostroma, actor=staff(cast.kostroma), by=By.MESSAGE)
    assert (batch.letters, batch.messages, batch.file_id) == (0, 1, None)
    assert not User.objects.filter(login=cast.lyceum.inpo).exists()
    assert issued(cast.kostroma, actor=OPERATOR).letters == 1


def test_issued_twice_it_is_sent_once(cast: Cast, post_office: Letters) -> None:
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    region, district = staff(cast.kostroma), staff(cast.buy)
    assert issued(cast.kostroma, actor=region, by=By.MIXED).messages == 1
    assert issued(cast.kostroma, actor=region, by=By.MIXED).messages == 0
    assert issued(cast.buy, actor=district, by=By.MIXED).messages == 0
    deliver()
    assert len(post_office.taken) == Letter.objects.count() == 1


def test_what_is_not_delivered_is_seen_and_printed_instead(cast: Cast, post_office: Letters) -> None:
    mandate = a_chair(cast.college, "Ветрова Нина Степановна", email="refuse@example.org")
    a_chair(cast.lyceum, "Лицеева Анна Ильинична", email="anna@example.org")
    region = staff(cast.kostroma)
    issued(cast.kostroma, actor=region, by=By.MIXED)
    deliver()
    figures = figures_of_letters(cast.kostroma, at=NOW, seen_by=region)
    assert (figures.by_state["failed"], figures.by_state["sent"], figures.missing) == (1, 1, 1)
    [line] = page_of_chairs(cast.kostroma, state="failed", size=9, at=NOW, seen_by=region)
    assert (line.organisation, line.sent and line.sent.address) == (cast.college, "refuse@example.org")
    batch = issued(cast.kostroma, actor=region, scope=Scope.FAILED, at=LATER)
    assert (batch.letters, list(codes())) == (1, [cast.college.inpo])
    assert [letter.voided_at is None for letter in Letter.objects.filter(mandate_id=mandate.pk).order_by("pk")] == [
        False,
        True,
    ]
    assert Notice.objects.get(address="refuse@example.org").text == ""
    assert issued(cast.kostroma, actor=region, scope=Scope.FAILED, at=LATER).letters == 0
    # The address that failed is tried no more; another one on the record is.
    again = issued(cast.kostroma, actor=region, scope=Scope.UNUSED, by=By.MIXED, at=LATER)
    assert (again.letters, again.messages) == (1, 1)
    Person.objects.filter(pk=mandate.person_id).update(email="right@example.org")
    assert issued(cast.kostroma, actor=region, scope=Scope.UNUSED, by=By.MIXED, at=LATER).messages == 2


def test_a_server_that_is_shut_says_nothing_of_an_address(cast: Cast, settings: Settings) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    region = staff(cast.kostroma)
    issued(cast.kostroma, actor=region, by=By.MIXED)
    at = NOW
    for wait in (timedelta(0), *AGAIN_AFTER):
        at += wait
        deliver_notices(clock=lambda moment=at: moment)  # type: ignore[misc]  # the moment of this round
    assert figures_of_letters(cast.kostroma, at=at, seen_by=region).by_state["failed"] == 1
    assert issued(cast.kostroma, actor=region, by=By.MIXED, at=at).messages == 1


def test_a_message_that_waits_is_taken_back_with_its_letter(cast: Cast, settings: Settings) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    mandate = a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    region = staff(cast.kostroma)
    issued(cast.kostroma, actor=region, by=By.MIXED)
    issued(cast.kostroma, actor=region, scope=Scope.UNUSED, by=By.MIXED, at=LATER)
    first, second = Notice.objects.order_by("pk")
    assert (first.state, first.error, second.state) == ("failed", "recalled", "waiting")
    end_mandate(
        actor=OPERATOR,
        mandate_id=mandate.pk,
        expected_version=Mandate.objects.get(pk=mandate.pk).version,
        on=TODAY,
        reason=EndReason.TERM,
        decision="",
        at=LATER,
    )
    assert set(Notice.objects.exclude(channel="in_app").values_list("state", "error", "text")) == {
        ("failed", "recalled", "")
    }


def test_an_address_of_two_is_nobodys_own_and_without_a_server_all_is_printed(
    cast: Cast, post_office: Letters, settings: Settings
) -> None:
    a_chair(cast.college, "Ветрова Нина Степановна", email="school@example.org", phone="+74942550112")
    a_chair(cast.lyceum, "Лицеева Анна Ильинична", email="School@example.org")
    region = staff(cast.kostroma)
    assert reach_of_issue(cast.kostroma, scope=Scope.MISSING, only=None, at=NOW, seen_by=region) == (2, {})
    assert issued(cast.kostroma, actor=region, by=By.MIXED).letters == 2
    Person.objects.filter(email="school@example.org").update(email="own@example.org")
    settings.SMTP_URL = ""
    batch = issued(cast.kostroma, actor=region, scope=Scope.UNUSED, by=By.MIXED, at=LATER)
    assert (batch.letters, batch.messages) == (2, 0)
    settings.IS_DEMONSTRATION = True
    assert issued(cast.kostroma, actor=region, scope=Scope.UNUSED, by=By.MIXED, at=LATER).messages == 2


def test_one_chair_by_a_message_and_the_former_code_dies(cast: Cast, post_office: Letters) -> None:
    a_chair(cast.college, "Ветрова Нина Степановна", email="vetrova@example.org")
    region = staff(cast.kostroma)
    issued(cast.kostroma, actor=region)
    batch = issued(cast.kostroma, actor=region, scope=Scope.ONE, chair_of=cast.college, by=By.MESSAGE, at=LATER)
    assert (batch.messages, batch.letters, LetterBatch.objects.count()) == (1, 0, 2)
    assert Letter.objects.filter(voided_at=None).get().notice_id == Notice.objects.get().pk
