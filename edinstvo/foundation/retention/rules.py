"""How long something is kept, as a length of time, and from which day it is kept no more. Knows no Django."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"(\d{1,5})([md])")
PERMANENT = "permanent"
# A hundred years: whoever means longer means for good.
LONGEST_MONTHS, LONGEST_DAYS = 1200, 36525


class PeriodUnreadable(Exception):
    """A text that is no code of a period."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """So many months or so many days, or, with neither, for good."""

    months: int = 0
    days: int = 0

    @property
    def is_permanent(self) -> bool:
        """Whether it never ends."""
        return not (self.months or self.days)

    @property
    def code(self) -> str:
        """`36m`, `30d`, `permanent`: the same for the same period, wherever it is written."""
        if self.is_permanent:
            return PERMANENT
        return f"{self.months}m" if self.months else f"{self.days}d"

    @property
    def least_days(self) -> int | None:
        """No fewer days than it lasts, to compare periods by; None where it never ends."""
        return None if self.is_permanent else self.days or self.months * 30

    def due_before(self, on: date) -> date | None:
        """What began to count before this day is due on the day `on`; None where nothing ever is.

        The last day of the period is kept whole, and a month that lacks the day lends one of the next: rather some days
        too long than one too short.
        """
        if self.is_permanent:
            return None
        return on - timedelta(days=self.days) if self.days else _months_before(on, self.months)


def period_of(code: str) -> Period:
    """The period that the code means. Raises PeriodUnreadable."""
    if code == PERMANENT:
        return Period()
    match = _CODE.fullmatch(code)
    if match is None or not int(match[1]):
        raise PeriodUnreadable(code)
    return Period(months=int(match[1])) if match[2] == "m" else Period(days=int(match[1]))


def is_shorter(one: Period, other: Period) -> bool:
    """Whether the one ends before the other may."""
    mine, theirs = one.least_days, other.least_days
    return mine is not None and (theirs is None or mine < theirs)


def _months_before(on: date, months: int) -> date:
    total = on.year * 12 + on.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])) if year >= 1 else date.min
