"""End all of one's sessions but the one in hand."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.close_sessions import close
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.queries import sessions_of
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def end_other_sessions(*, actor: Actor, session_key: str, at: datetime) -> int:
    """How many were ended; an entry only if there were any."""
    with transaction.atomic():
        others = sessions_of(at=at, seen_by=actor).exclude(key_hash=token_hash(session_key))
        closed = close(others, at=at)
        if closed:
            write_entry(
                actor=actor,
                verb="sessions_ended",
                about=About(type="user", id=actor.user_id, name=actor.name),
                at_place=None,
                at=at,
                after={"sessions": closed},
            )
    return closed
