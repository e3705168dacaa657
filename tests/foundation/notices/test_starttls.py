"""STARTTLS with a real server and a real certificate: nothing leaves to a server that nobody vouches for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import NOW
from tests.foundation.notices.certificates import vouched
from tests.foundation.notices.saying import delivered, said
from tests.foundation.notices.servers import a_post_office

pytestmark = pytest.mark.django_db
# Not the address by which a machine calls itself, where a certificate proves nothing and is not asked for.
ELSEWHERE = "127.0.0.2"
MINUTE = timedelta(minutes=1)


def test_a_vouched_server_is_spoken_to_in_secret_and_gets_the_password_only_then(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = vouched(tmp_path, address=ELSEWHERE)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    with a_post_office(password="secret", host=ELSEWHERE, tls=made.server) as (address, letters):
        settings.SMTP_URL = address.replace("smtp://", "smtp://union:secret@")
        notice = delivered(said())
        assert (notice.state, notice.error, len(letters.taken)) == ("sent", "", 1)


def test_a_server_that_nobody_vouches_for_gets_nothing_and_it_is_tried_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = vouched(tmp_path, address=ELSEWHERE)
    with a_post_office(host=ELSEWHERE, tls=made.server) as (settings.SMTP_URL, letters):
        notice = delivered(said(is_secret=True))
        assert (notice.state, notice.error, letters.taken) == ("waiting", "untrusted", [])
        assert "certificate verify failed" in notice.answer.lower()
        # The operator says whom to trust, and the same notice goes.
        monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
        assert delivered(notice, at=NOW + MINUTE).state == "sent"
    assert len(letters.taken) == 1


@pytest.mark.parametrize(
    ("names", "until", "answer"),
    [
        ("127.0.0.3", None, "IP address mismatch"),
        (ELSEWHERE, datetime(2020, 1, 1, tzinfo=UTC), "certificate has expired"),
    ],
)
def test_a_certificate_of_another_or_of_yesterday_is_none(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: str, until: datetime | None, answer: str
) -> None:
    made = vouched(tmp_path, address=names, until=until)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    with a_post_office(host=ELSEWHERE, tls=made.server) as (settings.SMTP_URL, letters):
        notice = delivered(said())
    assert (notice.state, notice.error, letters.taken) == ("waiting", "untrusted", [])
    assert answer in notice.answer
