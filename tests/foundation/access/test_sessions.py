"""Where somebody is signed in: seen, ended, forgotten."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.see_session import NOTED_EVERY, see_session
from edinstvo.foundation.access.devices import device_named_by
from edinstvo.foundation.access.models import UserSession
from edinstvo.foundation.access.sessions import SessionStore
from edinstvo.foundation.journal.models import Entry
from tests.cast import PASSWORD, a_user
from tests.foundation.retention.nights import night

pytestmark = pytest.mark.django_db
PAGE, OTHERS = "/account/security/", "/account/security/sessions/end-others/"
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def a_browser(user_agent: str = WINDOWS) -> Client:
    """A browser with nothing in it."""
    return Client(headers={"user-agent": user_agent})


def come_in(browser: Client, login: str = "oreshkina") -> Client:
    """Sign in by the form."""
    assert browser.post("/sign-in/", {"login": login, "password": PASSWORD}).status_code == 302
    return browser


def end_address(session: UserSession) -> str:
    return f"{PAGE}sessions/{session.pk}/end/"


def test_are_seen_with_device_and_place_and_only_ones_own() -> None:
    a_user("oreshkina", password=PASSWORD)
    a_user("lebedev", password=PASSWORD)
    here = come_in(a_browser())
    come_in(a_browser(PHONE))
    come_in(a_browser("curl/8.0"), "lebedev")
    page = here.get(PAGE).content.decode()
    assert page.count("/end/") == 1
    for words in ("Chrome, Windows", "Safari, iPhone", "127.0.0.1", "это устройство", "Завершить остальные"):
        assert words in page
    assert "неизвестное устройство" not in page.lower()
    key = here.session.session_key or ""
    assert key not in page
    assert key not in str(UserSession.objects.values())


def test_one_that_is_ended_is_nobodys_with_the_next_request() -> None:
    a_user("oreshkina", password=PASSWORD)
    here, phone = come_in(a_browser()), come_in(a_browser(PHONE))
    key = phone.session.session_key
    answer = here.post(end_address(UserSession.objects.get(user_agent=PHONE)), follow=True)
    assert "Сеанс завершён" in answer.content.decode()
    assert not SessionStore().exists(key or "")
    refused = phone.post("/password/", {"old_password": PASSWORD}, follow=True)
    assert refused.redirect_chain[0][0].startswith("/sign-in/")
    assert "отправленное не принято" in refused.content.decode().replace("\u00a0", " ")
    entry = Entry.objects.get(verb="session_ended")
    assert entry.before == {"device": "Safari, iPhone", "address": "127.0.0.1"}
    assert here.get(PAGE).status_code == 200


def test_what_stands_in_the_table_signs_nobody_in() -> None:
    """An injected SELECT reads it: the key of the cookie is not there, and what is there is no key."""
    a_user("oreshkina", password=PASSWORD)
    here = come_in(a_browser())
    kept = Session.objects.get()
    assert here.get(PAGE).status_code == 200
    assert (here.session.session_key or "-") not in f"{kept.session_key} {kept.session_data}"
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept.session_key
    assert thief.get(PAGE)["Location"].startswith("/sign-in/")


def test_are_ended_all_but_this_one_or_by_a_stranger_never() -> None:
    a_user("oreshkina", password=PASSWORD)
    a_user("lebedev", password=PASSWORD)
    here, phone, stranger = come_in(a_browser()), come_in(a_browser(PHONE)), come_in(a_browser(), "lebedev")
    stranger.post(end_address(UserSession.objects.get(user_agent=PHONE)))
    stranger.post(OTHERS)
    assert phone.get(PAGE).status_code == 200
    assert not Entry.objects.filter(verb__in=["session_ended", "sessions_ended"]).exists()
    here.post(OTHERS)
    assert phone.get(PAGE)["Location"].startswith("/sign-in/")
    assert here.get(PAGE).status_code == stranger.get(PAGE).status_code == 200
    assert Entry.objects.get(verb="sessions_ended").after == {"sessions": 1}


def test_end_with_a_new_password_and_with_leaving() -> None:
    a_user("oreshkina", password=PASSWORD)
    here, phone = come_in(a_browser()), come_in(a_browser(PHONE))
    new = "another long enough sentence"
    here.post("/password/", {"old_password": PASSWORD, "new_password": new, "again": new})
    page = here.get(PAGE).content.decode()
    assert ("это устройство" in page, "/end/" in page) == (True, False)
    assert phone.get(PAGE)["Location"].startswith("/sign-in/")
    here.post("/sign-out/")
    assert not UserSession.objects.filter(ended_at=None).exists()


def test_last_for_a_fixed_time_whatever_is_written_into_them() -> None:
    a_user("oreshkina", password=PASSWORD)
    browser = come_in(a_browser())
    fixed = UserSession.objects.get().expires_at
    session = browser.session
    session["something"] = 1
    session.save()
    assert Session.objects.get().expire_date == fixed


def test_a_new_device_is_an_entry_once() -> None:
    a_user("oreshkina", password=PASSWORD)
    browser = come_in(a_browser())
    browser.post("/sign-out/")
    come_in(browser)
    come_in(a_browser(PHONE))
    told = Entry.objects.filter(verb="new_device_seen").order_by("id").values_list("after", flat=True)
    assert list(told) == [{"device": "Chrome, Windows"}, {"device": "Safari, iPhone"}]
    assert Entry.objects.filter(verb="signed_in").count() == 3


def test_being_in_use_is_noted_once_in_five_minutes() -> None:
    a_user("oreshkina", password=PASSWORD)
    come_in(a_browser())
    session = UserSession.objects.get()
    for minutes, noted in ((1, 0), (5, 5), (9, 5), (10, 10)):
        see_session(session_id=session.pk, at=session.signed_in_at + timedelta(minutes=minutes))
        session.refresh_from_db()
        assert session.last_seen_at == session.signed_in_at + timedelta(minutes=noted)
    assert timedelta(minutes=5) == NOTED_EVERY


def test_are_forgotten_in_time() -> None:
    a_user("oreshkina", password=PASSWORD)
    come_in(a_browser())
    ends = timezone.localdate(UserSession.objects.get().expires_at)
    assert night("access.sessions", ends + timedelta(days=90)) == 0
    assert night("access.sessions", ends + timedelta(days=91)) == 1
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (WINDOWS, "Chrome, Windows"),
        (WINDOWS.replace("Chrome/", "Chrome/1 YaBrowser/"), "Yandex Browser, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14; K) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_by_what_its_browser_says(user_agent: str, device: str) -> None:
    assert device_named_by(user_agent) == device
