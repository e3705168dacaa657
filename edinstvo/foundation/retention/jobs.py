"""Once a night what is kept no longer is removed."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.kinds import every
from edinstvo.foundation.retention.actions.minimise import minimise


@every(cron="17 3 * * *", name="retention.minimise")
def minimise_by_night(due_at: datetime) -> None:
    """All kinds whose periods are confirmed, or need no decision."""
    actor = Actor.operator(name=_("the end of the period"), command="")
    minimise(actor=actor, codes=None, on=timezone.localdate(due_at), at=due_at, report=lambda _kind, _done: None)
