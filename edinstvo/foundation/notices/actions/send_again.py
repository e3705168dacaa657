"""Send a notice again that has failed."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.notices.actions.send_notice import DELIVERY
from edinstvo.foundation.notices.actions.withhold_notices import WITHHELD
from edinstvo.foundation.notices.models import Notice, State
from edinstvo.foundation.queue.actions.call_errand import call_errand


class NotFailed(Exception):
    """It has been sent, or waits already, is withheld, or was taken back: there is nothing to repeat."""


def send_again(*, actor: Actor, notice_id: int, at: datetime) -> Notice:
    """Let it wait for delivery anew, with all its tries. Raises PowerMissing, NotFailed, Notice.DoesNotExist."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        actor.require(Power.READ_JOURNAL, at=notice)
        actor.require(Power.KEEP_MEMBERS, at=notice)
        if notice.state != State.FAILED or notice.error == WITHHELD or not notice.text:
            raise NotFailed
        notice.state, notice.next_try_at, notice.tries = State.WAITING, at, 0
        notice.save(update_fields=["state", "next_try_at", "tries"])
        write_entry(
            actor=actor,
            verb="notice_sent_again",
            about=About(type="notice", id=notice.pk, name=notice.subject),
            at_place=notice,
            at=at,
        )
        call_errand(name=DELIVERY)
    return notice
