"""Come in with a login and a password."""

from datetime import datetime

from edinstvo.foundation.access.actions.try_password import try_password
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def sign_in(*, login: str, password: str, address: str, at: datetime) -> User:
    """The user who came in, which stands in the journal; raises PasswordWrong, TooManyAttempts.

    The session is opened by the page. Must not run inside a transaction (see `try_password`).
    """
    user = try_password(login=login, password=password, address=address, at=at)
    write_entry(
        actor=Actor(user_id=user.pk, name=user.name, address=address),
        verb="signed_in",
        about=About(type="user", id=user.pk, name=user.name),
        at_place=None,
        at=at,
    )
    return user
