"""Note that a session is in use."""

from datetime import datetime, timedelta

from edinstvo.foundation.access.models import UserSession

NOTED_EVERY = timedelta(minutes=5)


def see_session(*, session_id: int, at: datetime) -> None:
    """One row, and only if it was last seen a while ago: a thousand requests write it once."""
    sessions = UserSession.objects.filter(pk=session_id, ended_at=None)
    sessions.filter(last_seen_at__lte=at - NOTED_EVERY).update(last_seen_at=at)
