"""Where the forms of signing in and of one's own login stand."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.models import User
from tests.cast import NOW, OPERATOR, PASSWORD, Cast, a_user
from tests.foundation.access.factors import APP, SECURITY, STEP, half_in, with_app
from tests.sites.office.hostile_doors.door import Door

# Secrets, and what a script answers.
_HIDDEN = frozenset(["password", "code", "answer"])


def _sign_in(_cast: Cast) -> Door:
    a_user("kora", password=PASSWORD)
    sent = {"login": "kora", "password": PASSWORD}
    return Door(browser=Client(), url="/sign-in/", sent=sent, unseen=frozenset(["password"]))


def _new_password(_cast: Cast) -> Door:
    sent = {"new_password": "another long sentence", "again": "another long sentence"}
    return Door(browser=Client(), url=_link(a_user("kora", password=PASSWORD)), sent=sent, unseen=frozenset(sent))


def _first_visit(_cast: Cast) -> Door:
    user = create_user(actor=OPERATOR, login="oreshkina", name="Орешкина С. Н.", at=NOW)
    secrets = {"new_password": PASSWORD, "again": PASSWORD}
    sent = {"name": "Орешкина Светлана", "login": "oreshkina", **secrets}
    return Door(browser=Client(), url=_link(user), sent=sent, seen_at=("/",), unseen=frozenset(secrets))


def _code(_cast: Cast) -> Door:
    _, codes = with_app(a_user("oreshkina", password=PASSWORD))
    return Door(browser=half_in(), url=STEP, sent={"code": codes[0]}, unseen=_HIDDEN, others=_HIDDEN)


def _first_code(_cast: Cast) -> Door:
    return Door(browser=_fresh(), url=APP, sent={"code": "000000"}, answer=422, unseen=_HIDDEN)


def _passkey(_cast: Cast) -> Door:
    with_app(a_user("oreshkina", password=PASSWORD))
    return Door(browser=half_in(), url=f"{STEP}passkey/", sent={"answer": "{}"}, answer=422, unseen=_HIDDEN)


def _new_passkey(_cast: Cast) -> Door:
    sent = {"name": "Телефон", "answer": "{}"}
    return Door(browser=_fresh(), url=f"{SECURITY}passkeys/new/", sent=sent, answer=422)


def _confirm(_cast: Cast) -> Door:
    return Door(browser=_fresh(), url=f"{SECURITY}confirm/", sent={"password": PASSWORD}, unseen=_HIDDEN)


def _fresh() -> Client:
    a_user("kora", password=PASSWORD)
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"login": "kora", "password": PASSWORD})
    return browser


def _change_password(_cast: Cast) -> Door:
    browser, user = Client(), a_user("kora", password=PASSWORD)
    browser.force_login(user)
    new = "another long sentence"
    sent = {"old_password": PASSWORD, "new_password": new, "again": new}
    return Door(browser=browser, url="/password/", sent=sent, unseen=frozenset(sent))


def _link(user: User) -> str:
    token = issue_one_time_link(actor=OPERATOR, user=user, at=timezone.now(), valid_for=timedelta(days=1))
    return f"/link/{token}/"


DOORS: dict[str, Callable[[Cast], Door]] = {
    "access.SignInForm": _sign_in,
    "access.NewPasswordForm": _new_password,
    "access.FirstVisitForm": _first_visit,
    "access.ChangePasswordForm": _change_password,
    "access.CodeForm": _code,
    "access.FirstCodeForm": _first_code,
    "access.PasskeyAnswerForm": _passkey,
    "access.NewPasskeyForm": _new_passkey,
    "access.ConfirmForm": _confirm,
}
