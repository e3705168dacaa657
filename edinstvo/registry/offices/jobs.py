"""The background work of offices: letters; and what is looked after at night."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, every, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.offices.actions.end_lost_mandates import end_all_lost_mandates, end_logins_of_closed
from edinstvo.registry.offices.actions.forget_letters import forget_letters
from edinstvo.registry.offices.actions.make_letters import make_letters
from edinstvo.registry.offices.actions.request_letters import MAKING

NO_POWERS = gettext_noop("Your powers here ended before the letters were made. Nothing was written.")


@job(kind=MAKING)
def issue_letters(work: Work, progress: Progress) -> str:
    """Make the letters of an issue."""
    batch_id = int(work.parameters["batch"])
    try:
        make_letters(
            actor=asker_of(work, on=timezone.localdate()), batch_id=batch_id, at=timezone.now(), report=progress.report
        )
    except PowerMissing as missing:
        raise WorkFailed(NO_POWERS) from missing
    return f"/letters/issues/{batch_id}/"


@every(cron="40 * * * *", name="offices.forget")
def forget_old_letters(due_at: datetime) -> None:
    """Every hour."""
    forget_letters(at=due_at)


@every(cron="50 2 * * *", name="offices.lost")
def end_mandates_that_are_lost(due_at: datetime) -> None:
    """Once a night."""
    nightly = Actor.operator(name="Edinstvo", command="offices.lost")
    end_all_lost_mandates(actor=nightly, at=due_at)
    end_logins_of_closed(actor=nightly, at=due_at)
