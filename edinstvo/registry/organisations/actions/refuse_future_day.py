"""Refuse a day that has not come."""

from datetime import date, datetime

from django.utils import timezone


class DayNotCome(Exception):
    """The act is dated ahead of the moment it is entered at: it is entered when the day comes."""


def refuse_future_day(*, on: date, at: datetime) -> None:
    """Raise DayNotCome when `on` lies after the day of the moment `at`, by the house's own calendar."""
    if on > timezone.localdate(at):
        raise DayNotCome
