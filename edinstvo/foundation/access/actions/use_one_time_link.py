"""Come in by a link and choose a password; whoever comes for the first time also says their name and login."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.close_sessions import close_sessions
from edinstvo.foundation.access.actions.create_user import save_with_login
from edinstvo.foundation.access.actions.put_password import put_password
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.links import live_link
from edinstvo.foundation.access.logins import read_login
from edinstvo.foundation.access.models import User
from edinstvo.foundation.journal.actions.write_entry import About, changes, write_entry


def use_one_time_link(
    *, token: str, password: str, address: str, at: datetime, login: str = "", name: str = ""
) -> User:
    """The user, who now has this password; raises LinkDead, LoginMistyped, LoginTaken, PasswordTooWeak.

    Login and name are listened to only while the user has never had a password. A refusal leaves the link alive.
    """
    with transaction.atomic():
        link = live_link(token=token, at=at, for_update=True)
        user = link.user
        before = _fields(user)
        if not user.has_usable_password():
            user.login = read_login(login) if login else user.login
            user.name = " ".join(name.split()) or user.name
        put_password(user=user, password=password)
        save_with_login(user=user)
        close_sessions(user=user, at=at)
        link.used_at = at
        link.save(update_fields=["used_at"])
        was, became = changes(before, _fields(user))
        write_entry(
            actor=Actor(user_id=user.pk, name=user.name, address=address),
            verb="password_set",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            before=was,
            after=became,
        )
    return user


def _fields(user: User) -> dict[str, str]:
    return {"login": user.login, "name": user.name}
