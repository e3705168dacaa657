"""Take notices back that have not left yet: what they say holds no more."""

from collections.abc import Collection

from django.db import transaction

from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.notices.models import Notice, State

RECALLED = "recalled"


@whole_register(reason=Reason.NOTICE)
def recall_notices(*, notice_ids: Collection[int]) -> int:
    """Stop those that wait, let those that failed (why, stays told) be repeated no more, forget their words; how many.

    One that travels at this moment is let go. What has left stays as it is. In the transaction of the act whose reason
    it is.
    """
    with transaction.atomic():
        staying = Notice.objects.filter(pk__in=notice_ids, state__in=[State.WAITING, State.FAILED])
        held = list(staying.select_for_update(skip_locked=True).order_by("pk"))
        for notice in held:
            if notice.state == State.WAITING:
                notice.state, notice.next_try_at, notice.error, notice.answer = State.FAILED, None, RECALLED, ""
            notice.text = ""
        Notice.objects.bulk_update(held, ["state", "next_try_at", "error", "answer", "text"], batch_size=1000)
        return len(held)
