"""What is kept follows the acts of the minute; a summary is counted when somebody asks for it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, every, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.insight.indicators.actions.ask_summary import COUNTING
from edinstvo.insight.indicators.actions.count_summary import count_summary
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.actions.keep_structures import keep_structures

_POWER_GONE = gettext_noop("Whoever asked for the summary no longer sees this organisation. Nothing was counted.")


@every(cron="* * * * *", name="indicators.keep_courses")
def keep_every_minute(_due_at: datetime) -> None:
    """A read counts from the rows whatever is not kept yet."""
    keep_courses()


@every(cron="* * * * *", name="indicators.keep_structures")
def keep_structures_every_minute(_due_at: datetime) -> None:
    """Likewise; the first minute of a day counts every region."""
    keep_structures(on=timezone.localdate())


@job(kind=COUNTING)
def count_indicators(work: Work, progress: Progress) -> str:
    """Count what was asked for."""
    summary_id, at = int(work.parameters["summary"]), timezone.now()
    try:
        actor = asker_of(work, on=timezone.localdate(at))
        count_summary(actor=actor, summary_id=summary_id, at=at, report=progress.report)
    except PowerMissing as missing:
        raise WorkFailed(_POWER_GONE) from missing
    return f"/indicators/summaries/{summary_id}/"
