"""What the interface does by the calendar."""

from datetime import datetime

from edinstvo.foundation.queue.kinds import every
from edinstvo.foundation.ui.actions.forget_drafts import forget_drafts


@every(cron="47 3 * * *", name="ui.forget")
def forget_old_drafts(due_at: datetime) -> None:
    """Once a night."""
    forget_drafts(at=due_at)
