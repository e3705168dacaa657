"""Nights of the tests: what is kept no longer is removed, one kind at a time."""

from datetime import date, datetime, time

from django.utils import timezone

from edinstvo.foundation.retention.actions.confirm_periods import confirm_periods
from edinstvo.foundation.retention.actions.minimise import minimise
from edinstvo.foundation.retention.models import RetentionDecision
from edinstvo.foundation.retention.queries import periods_named, standings
from tests.cast import OPERATOR, TODAY


def night(code: str, on: date) -> int:
    """How many rows of the kind the run of that night minimised."""
    at = timezone.make_aware(datetime.combine(on, time(3, 17)))
    [outcome] = minimise(actor=OPERATOR, codes=[code], on=on, at=at, report=lambda _kind, _done: None)
    return outcome.done


def confirmed(*, on: date = TODAY, number: str = "6-12") -> RetentionDecision:
    """The union has confirmed the periods as they stand on the day."""
    return confirm_periods(
        actor=OPERATOR,
        decided_on=on,
        number=number,
        body="Исполком",
        seen=periods_named(standings(on=on)),
        on=on,
        at=timezone.make_aware(datetime.combine(on, time(12))),
    )
