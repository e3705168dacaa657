"""Forget what was sent to addresses that are kept no longer."""

from collections.abc import Collection

from edinstvo.foundation.notices.models import Notice, State


def forget_notices_to(*, addresses: Collection[str]) -> int:
    """Delete the messages to these e-mail addresses and numbers that wait no more; returns how many."""
    rows = Notice.objects.filter(address__in=addresses).exclude(state=State.WAITING)
    forgotten, _by_model = rows.delete() if addresses else (0, {})
    return forgotten
