"""People with a second factor, and browsers on their way in."""

from datetime import datetime

from django.test import Client
from django.utils import timezone
from pyotp import TOTP

from edinstvo.foundation.access.actions.begin_authenticator import begin_authenticator
from edinstvo.foundation.access.actions.confirm_authenticator import confirm_authenticator
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Authenticator, User
from tests.cast import PASSWORD
from tests.foundation.ui.markup import read

STEP, SECURITY = "/second-step/", "/account/security/"
APP = f"{SECURITY}app/"


def with_app(user: User, *, at: datetime | None = None) -> tuple[TOTP, list[str]]:
    """The user's app, set up a while ago, so that its present code is still good; and the recovery codes."""
    now = at or timezone.now()
    actor = Actor(user_id=user.pk, name=user.name, address="192.0.2.7")
    app = TOTP(begin_authenticator(actor=actor, at=now))
    codes = confirm_authenticator(actor=actor, code=app.at(now), at=now)
    Authenticator.objects.filter(user=user).update(last_step=0)
    return app, codes


def half_in(login: str = "oreshkina", browser: Client | None = None) -> Client:
    """A browser that has shown the right password and stands before the second step."""
    browser = browser or Client(headers={"host": "localhost"})
    answer = browser.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/password/"})
    assert (answer.status_code, answer["Location"]) == (302, STEP)
    return browser


def is_in(browser: Client) -> bool:
    """Whether the browser is let onto a page for people who are signed in."""
    return browser.get("/password/").status_code == 200


def question_on(browser: Client, page: str) -> str:
    """What the page gives to the browser's passkeys."""
    forms = read(browser.get(page).content.decode()).all("form")
    return next(form.attributes["data-question"] for form in forms if "data-question" in form.attributes) or ""
