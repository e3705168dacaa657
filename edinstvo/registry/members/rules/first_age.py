"""From which age somebody can be a member (10-ФЗ, article 2); pure functions."""

from datetime import date

from edinstvo.registry.members.rules.people import YOUNGEST, age_on


def is_too_young(birth_date: date | None, on: date | None) -> bool:
    """Whether somebody born then was no member's age yet on a day; not, where either is not known."""
    return birth_date is not None and on is not None and age_on(birth_date, on) < YOUNGEST


def first_day_of_age(birth_date: date, years: int) -> date:
    """The first day on which `age_on` is so many years; 1 March for 29 February where the year has none."""
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:
        return date(birth_date.year + years, 3, 1)
