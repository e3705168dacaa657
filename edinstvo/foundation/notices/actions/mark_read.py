"""Note that somebody has read what was said to them."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.queries import told_to


def mark_read(*, actor: Actor, at: datetime, notice_id: int | None = None) -> int:
    """Mark one notice of the actor's own, or all of them, and return how many were unread; others' stay as they are."""
    unread = told_to(seen_by=actor).filter(read_at=None)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return Notice.objects.filter(pk__in=unread.values("pk")).update(read_at=at)
