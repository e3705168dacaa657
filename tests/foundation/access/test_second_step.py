"""The second step of a sign-in: asked for, made, tried, waited for too long."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.begin_authenticator import begin_authenticator
from edinstvo.foundation.access.actions.hold_user import SecondFactorStands
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.actions.use_code import CodeRefused, CodeUsed, use_code
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import Authenticator, RecoveryCode, SignInAttempt, User
from edinstvo.foundation.access.queries import FAILURES_OF_A_LOGIN
from edinstvo.foundation.access.sessions import SessionStore, kept_key
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, OPERATOR, PASSWORD, a_user
from tests.foundation.access.factors import APP, SECURITY, STEP, half_in, is_in, with_app

pytestmark = pytest.mark.django_db


def test_is_made_with_the_code_of_the_app_and_leads_where_one_was_going() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    app, _ = with_app(user)
    browser = half_in()
    planted = browser.session.session_key
    answer = browser.post(STEP, {"code": f" {app.now()[:3]} {app.now()[3:]}"})
    assert (answer.status_code, answer["Location"]) == (302, "/password/")
    assert is_in(browser)
    assert browser.session.session_key != planted
    assert not SessionStore().exists(planted or "")
    assert Entry.objects.get(verb="signed_in").after == {"second_step": "app"}


def test_until_then_nobody_is_in_and_no_page_opens() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    with_app(user)
    browser = Client(headers={"host": "localhost"})
    browser.get("/sign-in/")
    half_in(browser=browser)
    assert "_auth_user_id" not in browser.session
    for page in ("/", "/password/", SECURITY, "/journal/", "/where/"):
        assert browser.get(page)["Location"].startswith("/sign-in/")
    # Nor may a password alone set up another factor in place of the one that stands.
    for page in (APP, f"{SECURITY}passkeys/new/", f"{SECURITY}codes/", f"{SECURITY}app/remove/"):
        assert browser.post(page, {"code": "123456"})["Location"] == STEP
    assert browser.get("/sign-in/")["Location"] == STEP
    assert not Entry.objects.filter(verb="signed_in").exists()
    assert Authenticator.objects.count() == 1


def test_a_password_alone_sets_up_nothing_beside_a_factor_that_came_first() -> None:
    """Two browsers are about to set up the first factor: the row decides, whatever the pages saw."""
    user = a_user("oreshkina")
    with_app(user)
    with pytest.raises(SecondFactorStands):
        begin_authenticator(actor=Actor(user_id=user.pk, name=user.name), at=NOW, is_arriving=True)


def test_waits_for_ten_minutes_and_no_new_password() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    app, _ = with_app(user)
    late, changed = half_in(), half_in()
    session = late.session
    ends = Session.objects.get(pk=kept_key(token_hash(session.session_key or ""))).expire_date
    assert timedelta(minutes=9) < ends - timezone.now() <= timedelta(minutes=10)
    session["half_signed_in"] = {**session["half_signed_in"], "until": timezone.now().isoformat()}
    session.save()
    user.set_password("another long sentence")
    user.save()
    for browser in (late, changed):
        assert browser.post(STEP, {"code": app.now()})["Location"] == "/sign-in/"
        assert not is_in(browser)


def test_a_code_is_good_once_and_for_a_minute_and_a_half() -> None:
    user = a_user("oreshkina")
    app, _ = with_app(user, at=NOW)
    actor = Actor(user_id=user.pk, name=user.name)
    later = NOW + timedelta(minutes=5)
    # A phone half a minute fast or slow is understood, one that is a minute off is not.
    for seconds, is_taken in ((-60, False), (-30, True), (0, True), (30, True), (60, False), (-30, False)):
        code = app.at(later + timedelta(seconds=seconds))
        if is_taken:
            assert use_code(actor=actor, user=user, code=code, at=later) == "app"
        else:
            with pytest.raises(CodeRefused):
                use_code(actor=actor, user=user, code=code, at=later)
    with pytest.raises(CodeUsed):
        use_code(actor=actor, user=user, code=app.at(later), at=later)


def test_a_code_used_in_one_tab_is_told_in_the_other() -> None:
    app, _ = with_app(a_user("oreshkina", password=PASSWORD))
    one, other = half_in(), half_in()
    code = app.now()
    assert one.post(STEP, {"code": code}).status_code == 302
    answer = other.post(STEP, {"code": code})
    assert answer.status_code == 422
    assert "уже использован" in answer.content.decode().replace("\u00a0", " ")
    assert not is_in(other)


def test_a_code_on_paper_works_once_and_new_ones_replace_it() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    _, codes = with_app(user)
    assert len(set(codes)) == 10
    assert not set(codes) & set(RecoveryCode.objects.values_list("code_hash", flat=True))
    browser = half_in()
    assert browser.post(STEP, {"code": f"{codes[0][:8]}-{codes[0][8:]}"}).status_code == 302
    assert Entry.objects.get(verb="recovery_code_used").after == {"recovery_codes": 9}
    assert half_in().post(STEP, {"code": codes[0]}).status_code == 422
    page = browser.post(f"{SECURITY}codes/").content.decode()
    assert page.count("<code>") == 10
    assert half_in().post(STEP, {"code": codes[1]}).status_code == 422
    fresh = page.split("<code>")[1][:19]
    assert half_in().post(STEP, {"code": fresh}).status_code == 302
    told = [entry for entry in Entry.objects.all() if str(codes) in str(entry.after) or fresh in str(entry.after)]
    assert told == []


def test_guessing_locks_it_whatever_the_password_says() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    app, codes = with_app(user)
    browser = half_in()
    for _ in range(FAILURES_OF_A_LOGIN):
        # The right password in between clears nothing.
        half_in(browser=browser)
        assert browser.post(STEP, {"code": "000000"}).status_code == 422
    for code in (app.now(), codes[0]):
        answer = browser.post(STEP, {"code": code})
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 800
    assert not is_in(browser)
    assert Entry.objects.get(verb="locked_out").object_name == "oreshkina"
    assert set(SignInAttempt.objects.values_list("login", flat=True)) == {"oreshkina", f"second step of {user.pk}"}


def test_is_asked_for_after_a_link_too() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    with_app(user)
    new = "another long enough sentence"
    from_link = _by_link(user, new)
    assert not is_in(from_link)
    assert from_link.get("/sign-in/")["Location"] == STEP


def _by_link(user: User, new: str) -> Client:
    token = issue_one_time_link(actor=OPERATOR, user=user, at=timezone.now(), valid_for=timedelta(days=1))
    browser = Client()
    assert browser.post(f"/link/{token}/", {"new_password": new, "again": new})["Location"] == STEP
    return browser


@pytest.mark.usefixtures("costly_passwords")
@pytest.mark.django_db(transaction=True)
def test_a_code_on_paper_used_twice_at_once_works_once() -> None:
    user = a_user("oreshkina")
    _, codes = with_app(user)
    start, outcomes = Barrier(4), []

    def use() -> None:
        start.wait()
        try:
            actor = Actor(user_id=user.pk, name=user.name)
            outcomes.append(use_code(actor=actor, user=user, code=codes[0], at=timezone.now()))
        except CodeUsed:
            outcomes.append("used")
        finally:
            connection.close()

    threads = [Thread(target=use) for _ in range(start.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["recovery_code", "used", "used", "used"]
