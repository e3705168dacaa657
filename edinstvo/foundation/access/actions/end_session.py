"""End one of one's own sessions from another one."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.close_sessions import close
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.devices import device_named_by
from edinstvo.foundation.access.queries import sessions_of
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class SessionOver(Exception):
    """No such session of this person, or it is over already."""


def end_session(*, actor: Actor, session_id: int, at: datetime) -> None:
    """The browser of that session is signed out with its next request. Raises SessionOver."""
    with transaction.atomic():
        chosen = sessions_of(at=at, seen_by=actor).filter(pk=session_id)
        session = chosen.first()
        if session is None or not close(chosen, at=at):
            raise SessionOver
        write_entry(
            actor=actor,
            verb="session_ended",
            about=About(type="user", id=actor.user_id, name=actor.name),
            at_place=None,
            at=at,
            before={"device": device_named_by(session.user_agent), "address": session.address},
        )
