"""What a programme counts in the background: every night, and soon after a stage was added."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.kinds import errand, every
from edinstvo.insight.programme.actions.add_stage import MEASURING
from edinstvo.insight.programme.actions.measure_programmes import measure_programmes


@every(cron="40 3 * * *", name="programme.measure")
def measure(due_at: datetime) -> None:
    """Once a night."""
    measure_programmes(actor=_counter(), on=timezone.localdate(due_at))


@errand(name=MEASURING)
def measure_soon(should_stop: Callable[[], bool]) -> None:
    """A stage was added that no kept figure tells of."""
    measure_programmes(actor=_counter(), on=timezone.localdate())


def _counter() -> Actor:
    return Actor.operator(name=_("the count of the programme"), command="")
