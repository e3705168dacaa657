"""Give somebody a login."""

from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actions.put_password import put_password
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.logins import read_login
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class LoginTaken(Exception):
    """Somebody has this login already."""


def create_user(*, actor: Actor, login: str, name: str, at: datetime, password: str | None = None) -> User:
    """A new user who may do nothing yet; without a password they come in by a one-time link.

    Raises PowerMissing, LoginMistyped, LoginTaken, PasswordTooWeak.
    """
    if not actor.may(Power.MANAGE_ORGANISATIONS):
        raise PowerMissing(power=Power.MANAGE_ORGANISATIONS)
    user = User(login=read_login(login), name=" ".join(name.split()), created_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        put_password(user=user, password=password)
    with transaction.atomic():
        save_with_login(user=user)
        write_entry(
            actor=actor,
            verb="user_created",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            after={"login": user.login},
        )
    return user


def save_with_login(*, user: User) -> None:
    """Save the user inside the caller's transaction; raises LoginTaken, whoever of two came first."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise LoginTaken(user.login) from error
