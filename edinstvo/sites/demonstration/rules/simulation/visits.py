"""When somebody with access came in last."""

from datetime import datetime, timedelta
from random import Random

_COMES_OFTEN, _COMES_SELDOM = 0.7, 0.2
_A_MONTH = timedelta(days=29)


def last_visit(rng: Random, *, since: datetime, until: datetime) -> datetime | None:
    """A moment between the two: most come every month, some have stayed away for longer, some never came."""
    drawn, part = rng.random(), rng.random()
    if drawn >= _COMES_OFTEN + _COMES_SELDOM or since >= until:
        return None
    month_ago = max(until - _A_MONTH, since)
    if drawn < _COMES_OFTEN:
        return month_ago + (until - month_ago) * part
    return since + (month_ago - since) * part
