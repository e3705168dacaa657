"""What is kept follows the acts of the minute."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.queue.kinds import every
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.actions.keep_structures import keep_structures


@every(cron="* * * * *", name="indicators.keep_courses")
def keep_every_minute(_due_at: datetime) -> None:
    """A read counts from the rows whatever is not kept yet."""
    keep_courses()


@every(cron="* * * * *", name="indicators.keep_structures")
def keep_structures_every_minute(_due_at: datetime) -> None:
    """Likewise; the first minute of a day counts every region."""
    keep_structures(on=timezone.localdate())
