"""What notices do in the background: deliver when asked, look every minute for what is due."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from edinstvo.foundation.notices.actions.send_notice import DELIVERY
from edinstvo.foundation.notices.queries import is_anything_due
from edinstvo.foundation.queue.actions.call_errand import call_errand
from edinstvo.foundation.queue.kinds import errand, every


@errand(name=DELIVERY)
def deliver(should_stop: Callable[[], bool]) -> None:
    """Everything that is due."""
    deliver_notices(clock=timezone.now, should_stop=should_stop)


@every(cron="* * * * *", name="notices.look")
def look_for_due_ones(due_at: datetime) -> None:
    """What is to be tried again, and what a killed worker left."""
    if is_anything_due(at=due_at):
        call_errand(name=DELIVERY)
