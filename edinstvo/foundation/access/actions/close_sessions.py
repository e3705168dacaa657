"""Close the sessions of a user: the door behind the journal's entry that says why."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import User, UserSession
from edinstvo.foundation.access.sessions import kept_key


def close_sessions(*, user: User, at: datetime, except_key: str = "") -> int:
    """How many sessions of the user were closed, the one with `except_key` left alone; in the caller's transaction."""
    sessions = UserSession.objects.filter(user=user, ended_at=None, expires_at__gt=at)
    if except_key:
        sessions = sessions.exclude(key_hash=token_hash(except_key))
    return close(sessions, at=at)


def close(sessions: QuerySet[UserSession], *, at: datetime) -> int:
    """Close these: the browser's next request is nobody's."""
    held = sessions.select_for_update(no_key=True).order_by("pk")
    closed = {session.pk: session.key_hash for session in held}
    UserSession.objects.filter(pk__in=closed).update(ended_at=at)
    if closed:
        Session.objects.filter(pk__in=map(kept_key, closed.values())).delete()
    return len(closed)
