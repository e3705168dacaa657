"""What is kept of past days follows the acts of the minute."""

from datetime import datetime

from edinstvo.foundation.queue.kinds import every
from edinstvo.insight.indicators.actions.keep_courses import keep_courses


@every(cron="* * * * *", name="indicators.keep_courses")
def keep_every_minute(_due_at: datetime) -> None:
    """A read counts from the rows whatever is not kept yet."""
    keep_courses()
