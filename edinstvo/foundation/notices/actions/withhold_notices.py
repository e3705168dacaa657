"""Let nothing leave that waits to be sent to an address: whoever it belongs to wants to hear no more."""

from collections.abc import Collection

from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.notices.models import Notice, State

WITHHELD = "withheld"


@whole_register(reason=Reason.NOTICE)
def withhold_notices(*, addresses: Collection[str]) -> int:
    """Mark what waits for these e-mail addresses and numbers as failed for good, and return how many.

    One that is just travelling is waited for, and has left then. Inside the caller's transaction.
    """
    waiting = Notice.objects.filter(state=State.WAITING, address__in=addresses)
    return waiting.update(state=State.FAILED, next_try_at=None, error=WITHHELD)
