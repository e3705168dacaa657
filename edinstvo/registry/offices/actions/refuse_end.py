"""How a mandate ended, where it is entered or corrected; refuse an end that cannot be."""

from dataclasses import dataclass
from datetime import date, datetime

from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.models import EndReason
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day


class EndIncomplete(Exception):
    """A day of the end without its reason, or a reason without its day."""


@dataclass(frozen=True, kw_only=True)
class End:
    """When and why a mandate ended; both empty while it goes on."""

    ended_on: date | None = None
    reason: EndReason | None = None


def refuse_end(*, since: date, end: End, at: datetime) -> None:
    """Raise EndIncomplete, DayNotCome or EndsBeforeItBegan for an end that a mandate since that day cannot have."""
    if (end.ended_on is None) != (end.reason is None):
        raise EndIncomplete
    if end.ended_on is not None:
        refuse_future_day(on=end.ended_on, at=at)
        if end.ended_on < since:
            raise EndsBeforeItBegan
