"""The years of the demonstration: when its register was opened, and the periods in which it learned what happened."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

YEARS = 5
# The last month of the shown branch is lived through the acts of the screens, so that its journal has entries.
LAST_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`; what happened in it is known at its end."""

    first: date
    last: date

    def day(self, rng: Random) -> date:
        """Any working day of the period."""
        return working_day(self.first + timedelta(days=rng.randrange(self.length)), since=self.first)

    @property
    def length(self) -> int:
        """Days in it."""
        return (self.last - self.first).days + 1

    def spread(self, count: int) -> list[date]:
        """That many days, evenly apart."""
        step = self.length / max(count, 1)
        return [self.first + timedelta(days=int(step * (place + 0.5))) for place in range(count)]


@dataclass(frozen=True)
class Calendar:
    """The full calendar years before the year of `today`, and the part of this one that has passed."""

    today: date
    full_years: int = YEARS

    @cached_property
    def opened_on(self) -> date:
        """The day the register was opened: what lies before was brought in from paper."""
        return date(self.today.year - self.full_years - 1, 12, 15)

    @cached_property
    def history(self) -> Period:
        """The days in which things happen."""
        return Period(date(self.today.year - self.full_years, 1, 1), self.today)

    @cached_property
    def eve(self) -> date:
        """The last day before the last month."""
        return self.today - LAST_MONTH

    @cached_property
    def years(self) -> list[Period]:
        """The calendar years of the history; the last one ends yesterday: no act is dated ahead of the clock."""
        starts = [date(year, 1, 1) for year in range(self.history.first.year, self.today.year + 1)]
        yesterday = self.today - timedelta(days=1)
        ends = [min(date(start.year, 12, 31), yesterday) for start in starts]
        return [Period(start, end) for start, end in zip(starts, ends, strict=True) if end >= start]

    @cached_property
    def periods(self) -> list[Period]:
        """Years, cut before the last month, then the last month: the order in which the register learned things."""
        ends = [year.last for year in self.years if year.last < self.eve] + [self.eve, self.today]
        starts = [self.history.first, *(end + timedelta(days=1) for end in ends[:-1])]
        return [Period(start, end) for start, end in zip(starts, ends, strict=True)]

    @cached_property
    def reported_on(self) -> list[date]:
        """The first days of the last three years: organisations then say how many work there."""
        return [date(year, 1, 1) for year in range(self.today.year - 2, self.today.year + 1)]

    def joining_day(self, rng: Random, days: Period) -> date:
        """One of the days, on which people join: two in five in the first weeks of a school year."""
        day = days.day(rng)
        autumn = working_day(date(day.year, 9, 1) + timedelta(days=rng.randrange(60)), since=days.first)
        return autumn if days.first <= autumn <= days.last and rng.random() < 0.4 else day


def working_day(day: date, *, since: date) -> date:
    """The day itself, or the Friday before it where that is not before `since`."""
    weekend = max(day.weekday() - 4, 0)
    return max(day - timedelta(days=weekend), since)


def years_before(day: date, years: float) -> date:
    """About so many years before the day."""
    return day - timedelta(days=int(years * 365.25))
