"""What access does by the calendar."""

from datetime import datetime

from edinstvo.foundation.access.actions.forget_visits import forget_visits
from edinstvo.foundation.queue.kinds import every


@every(cron="37 3 * * *", name="access.forget")
def forget_old_visits(due_at: datetime) -> None:
    """Once a night."""
    forget_visits(at=due_at)
