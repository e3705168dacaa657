"""Delivery over real sockets: taken, refused, busy, slow, shut, killed in between."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from edinstvo.foundation.notices.actions.deliver_notices import AGAIN_AFTER, deliver_notices
from edinstvo.foundation.notices.models import Channel, Notice
from tests.cast import NOW
from tests.foundation.notices.saying import delivered, said
from tests.foundation.notices.servers import Letters, a_gateway, a_post_office, messages_in

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def post_office() -> Iterator[tuple[str, Letters]]:
    with a_post_office() as running:
        yield running


@pytest.fixture
def letters(post_office: tuple[str, Letters], settings: Settings) -> Letters:
    settings.SMTP_URL, letters = post_office
    settings.MAIL_FROM = "Профсоюз <no-reply@union.example>"
    settings.NOTICE_TIMEOUT = 0.3
    letters.taken.clear()
    return letters


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with a_gateway(tmp_path_factory.mktemp("gateway")) as running:
        yield running


def test_a_letter_says_what_was_written_down_under_an_id_of_its_own(letters: Letters) -> None:
    notice = delivered(said())
    (letter,) = letters.taken
    assert (notice.state, notice.tries, notice.sent_at) == ("sent", 1, NOW)
    assert (
        (letter["Subject"], letter["To"])
        == (notice.subject, "anna@example.org")
        == ("Пробное сообщение", "anna@example.org")
    )
    assert letter["Message-ID"].startswith(f"<notice-{notice.pk}-")
    assert letter["Message-ID"].endswith("@union.example>")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == notice.text.strip()
    assert "Орехова" in notice.text
    assert deliver_notices(clock=lambda: NOW) == 0


def test_a_value_adds_no_header(letters: Letters, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "trials" / "notices"
    folder.mkdir(parents=True)
    (folder / "named.subject.txt").write_text("Для {{ name }}\n")
    (folder / "named.txt").write_text("{{ name }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    hostile = "Анна\r\nBcc: all@example.org\u2028\nX: <b>&amp;"
    notice = delivered(said(template="trials/named", values={"name": hostile}))
    (letter,) = letters.taken
    assert (letter["Bcc"], letter["X"], letter["Subject"]) == (None, None, notice.subject)
    assert notice.subject == "Для Анна Bcc: all@example.org X: <b>&amp;"


@pytest.mark.parametrize(
    ("to", "state", "error"),
    [
        ("refuse@example.org", "failed", "refused"),
        ("full@example.org", "failed", "refused"),
        ("busy@example.org", "waiting", "busy"),
    ],
)
def test_what_is_refused_fails_at_once_and_what_is_busy_waits(
    letters: Letters, to: str, state: str, error: str
) -> None:
    first, after = said(to), said("after@example.org")
    notice = delivered(first)
    assert (notice.state, notice.error, notice.tries) == (state, error, 1)
    assert notice.answer[:3] in ("550", "552", "450")
    assert delivered(after).state == "sent", "one mailbox holds up nobody else"
    assert len(letters.taken) == 1


def test_a_shut_office_is_tried_five_times_and_then_it_has_failed(letters: Letters, settings: Settings) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    first, second, moment = said(), said(), NOW
    delivered(first)
    second.refresh_from_db()
    assert (first.tries, second.tries) == (1, 0), "a shut way costs one try a run"
    second.delete()
    Notice.objects.update(tries=0, next_try_at=NOW)
    for wait in AGAIN_AFTER:
        assert delivered(first, at=moment).next_try_at == moment + wait
        moment += wait
    assert (delivered(first, at=moment).state, first.error, first.tries) == ("failed", "unreachable", 5)
    assert letters.taken == []


def test_a_silent_office_is_left_after_a_while_and_may_have_taken_it(letters: Letters) -> None:
    notice = delivered(said("slow@example.org"))
    assert (notice.state, notice.error, notice.next_try_at) == ("waiting", "slow", NOW + MINUTE)
    delivered(notice, at=NOW + MINUTE)
    ids = {letter["Message-ID"] for letter in letters.taken}
    assert (len(letters.taken), len(ids)) == (2, 1), "twice at most, and one letter to whoever looks at its id"


@pytest.mark.parametrize(
    ("tail", "state", "error"),
    [
        ("0202", "sent", ""),
        ("0400", "failed", "refused"),
        ("0429", "waiting", "busy"),
        ("0500", "waiting", "unreachable"),
        ("0401", "waiting", "bad_settings"),
        ("9999", "waiting", "slow"),
    ],
)
def test_an_sms_goes_through_the_gateway(
    gateway: tuple[str, Path], settings: Settings, tail: str, state: str, error: str
) -> None:
    settings.SMS_URL, taken = gateway
    settings.SMS_TOKEN, settings.NOTICE_TIMEOUT = "of the union", 0.3
    notice = delivered(said(f"+7910555{tail}", channel=Channel.SMS))
    assert (notice.state, notice.error) == (state, error)
    message = messages_in(taken)[-1]
    assert message == {
        "id": str(notice.pk),
        "to": f"+7910555{tail}",
        "text": notice.text.strip(),
        "token": "Bearer of the union",
    }


def test_a_server_that_asks_for_a_password_is_given_it(settings: Settings) -> None:
    with a_post_office(password="p@ss:word/1") as (address, letters):
        settings.SMTP_URL = address.replace("smtp://", "smtp://union:wrong@")
        notice = delivered(said())
        assert (notice.state, notice.error, len(letters.taken)) == ("waiting", "bad_settings", 0)
        settings.SMTP_URL = address.replace("smtp://", "smtp://union:p%40ss%3Aword%2F1@")
        assert delivered(notice, at=NOW + MINUTE).state == "sent"
    assert len(letters.taken) == 1


def test_a_secret_is_forgotten_once_it_has_left(letters: Letters) -> None:
    notice = said(is_secret=True)
    assert notice.text
    assert "Орехова" not in notice.text, "sealed until it leaves"
    assert delivered(notice).text == ""
    assert "Орехова" in letters.taken[0].get_content()


def test_a_secret_whose_key_is_gone_fails_and_says_nothing(letters: Letters, settings: Settings) -> None:
    notice = said(is_secret=True)
    settings.SECRET_KEY = "another key since"
    assert (delivered(notice).state, notice.error, letters.taken) == ("failed", "unsealed", [])


def test_without_a_server_nothing_leaves_and_it_is_shown(settings: Settings) -> None:
    shown, secret = said(), said(is_secret=True)
    assert (shown.state, shown.next_try_at, bool(shown.text)) == ("shown", None, True)
    assert (secret.state, secret.text) == ("shown", "")
    settings.IS_DEMONSTRATION, settings.SMTP_URL = True, "smtp://127.0.0.1:9"
    assert said(is_secret=True).text, "in a demonstration one may read what would have been sent"
    assert set(Notice.objects.values_list("state", flat=True)) == {"shown"}
