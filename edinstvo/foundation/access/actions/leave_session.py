"""Leave: the session in hand is over."""

from datetime import datetime

from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import UserSession


def leave_session(*, session_key: str, at: datetime) -> None:
    """What the browser's sign-out is followed by; Django's own row goes with `logout`."""
    UserSession.objects.filter(key_hash=token_hash(session_key), ended_at=None).update(ended_at=at)
