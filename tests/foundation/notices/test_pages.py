"""The outbox and one's own messages over HTTP."""

import pytest
from django.test import Client
from pytest_django import Settings

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.notices.actions.recall_notices import recall_notices
from edinstvo.foundation.notices.models import Channel, Notice
from tests.cast import NOW, Cast, a_union, a_user, staff, visitor
from tests.foundation.notices.saying import said

TEXT = "Отправитель: Орехова"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_outbox_shows_what_would_be_sent_to_whoever_reads_the_journal_there(cast: Cast, settings: Settings) -> None:
    said(organisation_id=cast.college.pk, at_place=cast.college)
    said("secret@example.org", is_secret=True, at_place=cast.college)
    page = visitor(Role.AUDITOR, cast.buy).get("/outbox/").content.decode()
    for part in ("anna@example.org", TEXT, "только показано здесь", "Не отправляется:", "secret@example.org"):
        assert part in page
    assert page.count(TEXT) == 1
    assert "anna@" not in visitor(Role.CHAIR, cast.oryol).get("/outbox/").content.decode()
    assert visitor(Role.OPERATOR, cast.oryol).get("/outbox/").status_code == 404


def test_a_secret_is_read_in_a_demonstration_by_whoever_sent_it_and_otherwise_by_nobody(
    cast: Cast, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = True
    sender = staff(cast.kostroma)
    said("secret@example.org", is_secret=True, at_place=cast.college, actor=sender)
    browser = Client()
    browser.force_login(User.objects.get(pk=sender.user_id))
    assert TEXT in browser.get("/outbox/").text
    other = visitor(Role.STAFF, cast.union)
    assert ["secret@" in other.get("/outbox/").text, TEXT in other.get("/outbox/").text] == [True, False]
    settings.IS_DEMONSTRATION = False
    assert TEXT not in browser.get("/outbox/").text


def test_what_was_taken_back_says_so_and_is_not_repeated(cast: Cast, settings: Settings) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    waiting, failed, gone = (said(f"{name}@example.org", at_place=cast.college) for name in ("one", "two", "three"))
    Notice.objects.filter(pk=failed.pk).update(state="failed", error="refused", next_try_at=None)
    Notice.objects.filter(pk=gone.pk).update(state="sent", sent_at=NOW, next_try_at=None)
    assert recall_notices(notice_ids=[waiting.pk, failed.pk, gone.pk]) == 2
    assert dict(Notice.objects.values_list("pk", "text"))[gone.pk] == gone.text
    browser = visitor(Role.CHAIR, cast.college)
    page = browser.get("/outbox/").text
    assert page.count("Отозвано до отправки") == 1
    assert "/again/" not in page
    browser.post(f"/outbox/{waiting.pk}/again/")
    assert set(Notice.objects.values_list("pk", "state")) == {
        (waiting.pk, "failed"),
        (failed.pk, "failed"),
        (gone.pk, "sent"),
    }


def test_filters_keep_and_pages_follow(cast: Cast) -> None:
    for number in range(51):
        said(f"p{number}@example.org", at_place=cast.college)
    said("+79105550112", channel=Channel.SMS, at_place=cast.college)
    browser = visitor(Role.STAFF, cast.kostroma)
    page = browser.get("/outbox/?channel=email&state=shown").content.decode()
    assert "p50@" in page
    assert "p0@" not in page
    assert "+7" not in page
    oldest = Notice.objects.order_by("id")[1].pk
    assert "p0@" in browser.get(f"/outbox/?channel=email&before={oldest}").content.decode()
    assert "+7" in browser.get("/outbox/?channel=sms").content.decode().replace("&nbsp;", " ")
    assert browser.get("/outbox/?channel=pigeon").status_code == 422


def test_a_failed_one_is_sent_again_with_a_button(cast: Cast) -> None:
    notice = said(at_place=cast.college)
    Notice.objects.update(state="failed", error="refused", answer="550 no such mailbox")
    url = f"/outbox/{notice.pk}/again/"
    auditor, chair = visitor(Role.AUDITOR, cast.college), visitor(Role.CHAIR, cast.college)
    assert url not in auditor.get("/outbox/").content.decode()
    assert "Получатель не принял сообщение" in auditor.get("/outbox/").content.decode()
    assert auditor.post(url).status_code == 404
    assert url in chair.get("/outbox/").content.decode()
    assert [chair.post(url).status_code for _ in range(2)] == [302, 302]
    assert Notice.objects.get().state == "waiting"


def test_a_trial_is_sent_by_whoever_answers_for_the_whole_union(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert browser.post("/outbox/trial/", {"channel": "email", "address": "nobody"}).status_code == 422
    assert browser.post("/outbox/trial/", {"channel": "sms", "address": "+79105550112"}).status_code == 302
    assert (Notice.objects.get().address, Notice.objects.get().region_id) == ("+79105550112", None)
    assert visitor(Role.STAFF, cast.kostroma).get("/outbox/trial/").status_code == 404


def test_what_was_said_to_somebody_waits_for_them_with_a_number_beside_it(cast: Cast) -> None:
    reader, browser = _somebody(cast)
    said("", channel=Channel.IN_APP, user_id=reader.pk, link="members:list")
    said("", channel=Channel.IN_APP, user_id=reader.pk)
    page = browser.get("/notices/").content.decode()
    assert page.count(TEXT) == 2
    assert page.count('<a href="/members/">Пробное сообщение</a>') == 1
    assert '<span class="count n">2</span>' in page
    first = Notice.objects.order_by("id")[0]
    browser.post(f"/notices/{first.pk}/read/")
    assert '<span class="count n">1</span>' in browser.get("/").content.decode()
    _, other = _somebody(cast, "other")
    assert TEXT not in other.get("/notices/").content.decode()
    other.post("/notices/read/")
    assert Notice.objects.filter(read_at=None).count() == 1
    browser.post("/notices/read/")
    assert not Notice.objects.filter(read_at=None).exists()


def _somebody(cast: Cast, login: str = "reader") -> tuple[User, Client]:
    user, browser = a_user(login, grants=[(Role.CHAIR, cast.college)]), Client()
    browser.force_login(user)
    return user, browser
