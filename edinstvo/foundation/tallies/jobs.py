"""The one folder of deltas."""

from datetime import datetime

from edinstvo.foundation.queue.kinds import every
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas


@every(cron="* * * * *", name="tallies.fold")
def fold_every_minute(_due_at: datetime) -> None:
    """Fold what the minute brought: a read adds up whatever is not folded yet."""
    fold_deltas()
