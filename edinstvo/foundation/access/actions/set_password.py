"""Change a password: one's own, or, with power over the whole union, somebody else's."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.close_sessions import close_sessions
from edinstvo.foundation.access.actions.put_password import put_password, void_links
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def set_password(*, actor: Actor, user: User, password: str, at: datetime, session_key: str = "") -> None:
    """Set the password, end every other session of the user and forget their links.

    Raises PowerMissing, PasswordTooWeak. The session that asked, named by its key, goes on only if the page renews it.
    """
    if actor.user_id != user.pk:
        actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    put_password(user=user, password=password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        void_links(user=user)
        close_sessions(user=user, at=at, except_key=session_key)
        write_entry(
            actor=actor,
            verb="password_set",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
        )
