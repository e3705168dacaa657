"""The background work of consents: many at once."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.queue.kinds import WorkFailed, job
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.progress import Progress
from edinstvo.foundation.queue.queries import asker_of
from edinstvo.registry.consents.actions.ask_many import ENTERING
from edinstvo.registry.consents.actions.enter_many import enter_many

NO_POWERS = gettext_noop("Your powers there ended before the consents were entered. Nothing was written.")


@job(kind=ENTERING)
def enter_consents(work: Work, progress: Progress) -> str:
    """Enter a consent for everybody concerned."""
    act_id = int(work.parameters["act"])
    on = timezone.localdate()
    try:
        enter_many(actor=asker_of(work, on=on), act_id=act_id, on=on, at=timezone.now(), report=progress.report)
    except PowerMissing as missing:
        raise WorkFailed(NO_POWERS) from missing
    return f"/consents/many/{act_id}/"
