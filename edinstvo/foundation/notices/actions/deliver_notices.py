"""Deliver what waits, one notice after the other, each in a transaction of its own."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from edinstvo.foundation.notices.models import Notice, State
from edinstvo.foundation.notices.sending.outcome import Postponed, Refused, Unreachable
from edinstvo.foundation.notices.sending.ways import Ways

# After the first, second… try in vain; after one more the notice has failed.
AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def deliver_notices(*, clock: Callable[[], datetime], should_stop: Callable[[], bool] = lambda: False) -> int:
    """Deliver what is due until nothing is, or the worker must end; return how many left the house.

    A way that answers nobody is left alone until the next run, so that a thousand waiting letters cost one time-out and
    not a thousand. Killed between the sending and the commit, one notice is sent again, with the same id.
    """
    sent = 0
    with Ways() as ways:
        while ways.channels and not should_stop():
            delivered = _deliver_next(ways, at=clock())
            if delivered is None:
                break
            sent += delivered
    return sent


def _deliver_next(ways: Ways, *, at: datetime) -> bool | None:
    """Whether the next notice left; None when none is due. The row is held while it travels: nobody else sends it."""
    with transaction.atomic(durable=True):
        due = Notice.objects.filter(state=State.WAITING, next_try_at__lte=at, channel__in=ways.channels)
        notice = due.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
        if notice is None:
            return None
        notice.tries += 1
        try:
            ways.send(notice)
        except Refused as refusal:
            if isinstance(refusal, Unreachable):
                ways.shut(notice.channel)
            _note(notice, refusal, at=at)
        else:
            notice.state, notice.next_try_at, notice.sent_at = State.SENT, None, at
            notice.error = notice.answer = ""
        if notice.is_secret and notice.state == State.SENT:
            notice.text = ""
        notice.save()
    return notice.state == State.SENT


def _note(notice: Notice, refusal: Refused, *, at: datetime) -> None:
    """When it is tried again, if ever."""
    notice.error, notice.answer = refusal.code, refusal.answer
    if isinstance(refusal, Postponed) and notice.tries <= len(AGAIN_AFTER):
        notice.next_try_at = at + AGAIN_AFTER[notice.tries - 1]
    else:
        notice.state, notice.next_try_at = State.FAILED, None
