"""Close what an operator's command left unfinished when it was killed: nobody will run it again."""

from datetime import datetime, timedelta

from edinstvo.foundation.queue.actions.run_work import close_as_interrupted
from edinstvo.foundation.queue.models import Work

# A command that has written its work down begins it at once; younger works are left to it.
_TIME_TO_BEGIN = timedelta(minutes=1)


def close_abandoned_work(*, at: datetime) -> int:
    """Mark inline work that no process is at as failed; return how many."""
    unfinished = Work.objects.filter(
        is_inline=True, state__in=[Work.State.QUEUED, Work.State.RUNNING], created_at__lt=at - _TIME_TO_BEGIN
    )
    return sum(close_as_interrupted(work_id=work.pk, at=at) for work in unfinished)
