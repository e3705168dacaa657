"""What members do by the calendar."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.kinds import every
from edinstvo.registry.members.actions.complete_overdue_transfers import complete_overdue_transfers


@every(cron="7 4 * * *", name="members.transfers")
def complete_transfers(due_at: datetime) -> None:
    """Once a night."""
    actor = Actor.operator(name=_("the term of the answer"), command="")
    complete_overdue_transfers(actor=actor, on=timezone.localdate(due_at), at=due_at)
