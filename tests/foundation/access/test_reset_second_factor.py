"""Taking a second factor away from somebody who has lost the device."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.forget_visits import UNCONFIRMED_FOR, forget_visits
from edinstvo.foundation.access.actions.remove_means import remove_authenticator
from edinstvo.foundation.access.actions.reset_second_factor import NoSecondFactor, reset_second_factor
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.models import Authenticator, RecoveryCode
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, Cast, a_union, a_user, auditor, chair, staff
from tests.foundation.access.factors import APP, STEP, half_in, is_in, with_app

pytestmark = pytest.mark.django_db


def test_ends_every_session_and_is_told_in_the_journal() -> None:
    user = a_user("oreshkina", password=PASSWORD)
    app, _ = with_app(user)
    browser = half_in()
    browser.post(STEP, {"code": app.now()})
    assert is_in(browser)
    reset_second_factor(actor=OPERATOR, user=user, on=TODAY, at=timezone.now(), reason="Телефон утерян")
    assert not is_in(browser)
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    entry = Entry.objects.get(verb="second_factor_reset")
    assert (entry.object_id, entry.actor_name, entry.reason) == (user.pk, "Operator", "Телефон утерян")
    again = Client()
    assert again.post("/sign-in/", {"login": "oreshkina", "password": PASSWORD})["Location"] == "/"
    with pytest.raises(NoSecondFactor):
        reset_second_factor(actor=OPERATOR, user=user, on=TODAY, at=NOW)


def test_is_for_those_who_could_give_every_role_the_person_has() -> None:
    cast: Cast = a_union()
    places = {place.pk: place for place in cast.everything()}
    below = a_user("below", grants=[(Role.CHAIR, cast.galich)])
    both = a_user("both", grants=[(Role.CHAIR, cast.galich), (Role.AUDITOR, cast.oryol)])
    central = a_user("central", grants=[(Role.STAFF, cast.union)])
    nobody = a_user("nobody")
    for user in (below, both, central, nobody):
        with_app(user)
    for actor, may_reset in (
        (chair(cast.galich), []),
        (auditor(cast.union), []),
        (staff(cast.oryol), []),
        (staff(cast.kostroma), [below]),
        (staff(cast.union), [both, central, nobody]),
    ):
        for user in (below, both, central, nobody):
            if user in may_reset:
                reset_second_factor(actor=actor, user=user, on=TODAY, at=NOW, places=places)
            elif Authenticator.objects.filter(user=user).exists():
                with pytest.raises(PowerMissing):
                    reset_second_factor(actor=actor, user=user, on=TODAY, at=NOW, places=places)
    assert not Authenticator.objects.exists()


def test_by_the_command_names_who_did_it(capsys: pytest.CaptureFixture[str]) -> None:
    user = a_user("oreshkina")
    with_app(user)
    call_command("reset_second_factor", " Oreshkina")
    assert capsys.readouterr().out.startswith(("Готово", "Done"))
    assert Entry.objects.get(verb="second_factor_reset").address == "command reset-second-factor"
    for login in ("oreshkina", "nobody"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", login)


def test_one_may_do_without_a_factor_that_is_not_required_and_its_codes_go_too() -> None:
    user = a_user("oreshkina")
    with_app(user)
    remove_authenticator(actor=Actor(user_id=user.pk, name=user.name), at=NOW)
    assert not RecoveryCode.objects.exists()
    assert Entry.objects.filter(verb="authenticator_removed").exists()


def test_changing_it_takes_the_password_of_a_moment_ago() -> None:
    a_user("oreshkina", password=PASSWORD)
    browser = Client()
    browser.post("/sign-in/", {"login": "oreshkina", "password": PASSWORD})
    assert browser.get(APP).status_code == 200
    session = browser.session
    session["password_shown_at"] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()
    asked = browser.get(APP)["Location"]
    assert asked == "/account/security/confirm/?next=%2Faccount%2Fsecurity%2Fapp%2F"
    assert browser.post(asked, {"password": "wrong", "next": APP}).status_code == 422
    assert browser.post(asked, {"password": PASSWORD, "next": "//evil.example"})["Location"] == "/account/security/"
    assert browser.get(APP).status_code == 200
    # An app that was begun and left is forgotten.
    forget_visits(at=timezone.now() + UNCONFIRMED_FOR + timedelta(minutes=1))
    assert not Authenticator.objects.exists()
