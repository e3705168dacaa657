"""Look whether a password is somebody's, within the number of tries that guessing is given."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction

from edinstvo.foundation.access.actions.record_attempt import confirm_attempt, record_attempt
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.logins import LONGEST, tidy_login
from edinstvo.foundation.access.models import User
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class PasswordWrong(Exception):
    """The login, the password, or both are wrong: which of them is never said."""


def try_password(*, login: str, password: str, address: str, at: datetime) -> User:
    """The active user with this login and password; raises PasswordWrong, TooManyAttempts.

    A login that does not exist, one that may not come in and a wrong password take the same way and the same time.
    Must not run inside a transaction: a failed try has to stay counted.
    """
    login = tidy_login(login)[:LONGEST]
    attempt = record_attempt(login=login, address=address, at=at)
    user = authenticate(username=login, password=password)
    if isinstance(user, User):
        confirm_attempt(attempt=attempt)
        return user
    if attempt.is_last:
        tell_of_the_lock(login=login, address=address, at=at)
    raise PasswordWrong


def tell_of_the_lock(*, login: str, address: str, at: datetime) -> None:
    """One entry when the door closes. Single failures stay out: anybody can make any number of them."""
    with transaction.atomic():
        write_entry(
            actor=Actor(user_id=None, name="", address=address),
            verb="locked_out",
            about=About(type="login", id=None, name=login),
            at_place=None,
            at=at,
        )
