"""Forget what was said long ago: it holds addresses and personal words."""

from datetime import datetime, timedelta

from edinstvo.foundation.notices.models import Notice, State

KEPT_FOR = timedelta(days=365)


def forget_notices(*, at: datetime) -> int:
    """Delete what was written more than KEPT_FOR ago and waits no more, and return how many."""
    old = Notice.objects.filter(created_at__lt=at - KEPT_FOR).exclude(state=State.WAITING)
    forgotten, _by_model = old.delete()
    return forgotten
