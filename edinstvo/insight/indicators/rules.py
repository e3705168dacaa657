"""Indicators as data: which counts they are made of, in which unit, and which way is forward."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts."""

    PEOPLE = "people"
    CARDS = "cards"
    ORGANISATIONS = "organisations"
    PERCENT = "percent"


class Day(StrEnum):
    """On which day, or in which days, a count is counted."""

    AS_OF = "as_of"
    BASE = "base"
    PERIOD = "period"
    YEAR = "year"
    TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True)
class Indicator:
    """A count, told beside what it is a part of; or with PERCENT, how much of it. `grows` says which way is forward."""

    name: str
    unit: Unit
    numerator: str
    denominator: str | None = None
    grows: bool | None = True

    @property
    def numerator_day(self) -> Day:
        """When the numerator is counted."""
        return COUNTED_ON[self.numerator]

    @property
    def denominator_day(self) -> Day | None:
        """When the denominator is counted, which need not be the same; None where there is none."""
        return COUNTED_ON[self.denominator] if self.denominator else None


@dataclass(frozen=True)
class Value:
    """What an indicator comes to: a whole number or per cent; None where there is nothing to divide by.

    All three are None where no period was asked about that it could be counted in.
    """

    value: float | int | None
    numerator: int | None
    denominator: int | None


# Each count with its day: what is counted from rows and what is said of it in words both read it here.
COUNTED_ON: Mapping[str, Day] = {
    "total": Day.BASE,
    "members": Day.AS_OF,
    "registered": Day.AS_OF,
    "plastic": Day.AS_OF,
    "virtual": Day.AS_OF,
    "bonus": Day.AS_OF,
    "issued_in_year": Day.YEAR,
    "joined_online": Day.AS_OF,
    "joined": Day.PERIOD,
    "left": Day.PERIOD,
    "net": Day.PERIOD,
    "youth": Day.AS_OF,
    "complete": Day.AS_OF,
    "stale": Day.TWELVE_MONTHS,
    "regions_total": Day.AS_OF,
    "regions_structured": Day.AS_OF,
    "primaries": Day.AS_OF,
    "chairs_with_access": Day.AS_OF,
    "chairs_signed_in": Day.AS_OF,
    "covered": Day.AS_OF,
    "employed": Day.AS_OF,
}
INDICATORS = (
    Indicator("total", Unit.PEOPLE, "total"),
    Indicator("registered", Unit.PEOPLE, "registered", "total"),
    Indicator("plastic", Unit.PEOPLE, "plastic", "registered"),
    Indicator("virtual", Unit.PEOPLE, "virtual", "registered"),
    Indicator("bonus", Unit.PEOPLE, "bonus", "registered"),
    Indicator("issued_in_year", Unit.CARDS, "issued_in_year"),
    Indicator("joined_online", Unit.PEOPLE, "joined_online"),
    Indicator("regions_total", Unit.ORGANISATIONS, "regions_total"),
    Indicator("regions_structured", Unit.ORGANISATIONS, "regions_structured", "regions_total"),
    Indicator("primaries", Unit.ORGANISATIONS, "primaries"),
    Indicator("chairs_with_access", Unit.ORGANISATIONS, "chairs_with_access", "primaries"),
    Indicator("chairs_signed_in", Unit.ORGANISATIONS, "chairs_signed_in", "primaries"),
    Indicator("members", Unit.PEOPLE, "members"),
    Indicator("joined", Unit.PEOPLE, "joined"),
    Indicator("left", Unit.PEOPLE, "left", grows=False),
    Indicator("net", Unit.PEOPLE, "net"),
    Indicator("youth", Unit.PEOPLE, "youth", "members"),
    Indicator("complete", Unit.PEOPLE, "complete", "members"),
    Indicator("stale", Unit.PEOPLE, "stale", "members", grows=False),
    Indicator("registered_share", Unit.PERCENT, "registered", "total"),
    Indicator("plastic_share_of_registered", Unit.PERCENT, "plastic", "registered"),
    Indicator("plastic_share_of_total", Unit.PERCENT, "plastic", "total"),
    Indicator("virtual_share", Unit.PERCENT, "virtual", "registered"),
    Indicator("bonus_share", Unit.PERCENT, "bonus", "registered"),
    Indicator("structured_share", Unit.PERCENT, "regions_structured", "regions_total"),
    Indicator("chairs_with_access_share", Unit.PERCENT, "chairs_with_access", "primaries"),
    Indicator("chairs_signed_in_share", Unit.PERCENT, "chairs_signed_in", "primaries"),
    Indicator("coverage", Unit.PERCENT, "covered", "employed"),
    Indicator("stale_share", Unit.PERCENT, "stale", "members", grows=False),
    Indicator("youth_share", Unit.PERCENT, "youth", "members", grows=None),
    Indicator("completeness", Unit.PERCENT, "complete", "members"),
)


# What is kept of every day, in the order in which it is stored: people counted on the day, but for the last three,
# which only ever grow (how many had joined online, joined, left by then).
COURSE_MEASURES = (
    "members",
    "registered",
    "plastic",
    "virtual",
    "bonus",
    "youth",
    "joined_online",
    "joined",
    "left",
)


def values_of(counts: Mapping[str, int]) -> dict[str, Value]:
    """Each indicator by its name; per cent are rounded to the hundredth. A count that is left out is not known."""
    return {one.name: _value(one, counts) for one in INDICATORS}


def _value(one: Indicator, counts: Mapping[str, int]) -> Value:
    numerator, denominator = counts.get(one.numerator), counts.get(one.denominator) if one.denominator else None
    if one.unit is not Unit.PERCENT or numerator is None:
        return Value(numerator, numerator, denominator)
    return Value(round(100 * numerator / denominator, 2) if denominator else None, numerator, denominator)


# Where the steps of the map lie for each goal of the board, in per cent of all on record. The third is the target where
# the union has set one: half of it, three quarters of it, the target, and a quarter more.
STEPS: Mapping[str, tuple[int, int, int, int]] = {
    "registered": (30, 45, 60, 75),
    "plastic": (18, 26, 35, 44),
    "virtual": (18, 26, 35, 44),
    "bonus": (5, 8, 10, 13),
    "complete": (45, 68, 90, 97),
}
TARGETS: Mapping[str, int] = {"registered": 60, "plastic": 35, "bonus": 10}


def step_of(goal: str, percent: float) -> int:
    """1 (least) to 5, by the whole per cent that are shown."""
    return 1 + sum(percent >= bound for bound in STEPS[goal])


# How many days a line is drawn through.
MOST_POINTS = 13
# After how many months a period may end: months, quarters, half-years, then years and multiples of them.
_LENGTHS = (1, 3, 6, 12, 24, 60, 120, 240)


def days_of_line(since: date, until: date) -> list[date]:
    """`since`, the ends of the shortest periods that fit, and `until`: at most MOST_POINTS days, in their order."""
    for months in _LENGTHS:
        ends = [day for day in _ends(since, until, months) if since < day < until]
        if len(ends) <= MOST_POINTS - 2:
            break
    return sorted({since, *ends, until})


def _ends(since: date, until: date, months: int) -> Iterator[date]:
    """The last days of the periods of so many months, counted from a January, that end in these years."""
    for number in range(since.year * 12 // months * months, until.year * 12 + 12, months):
        year, month = divmod(number + months, 12)
        yield date(year, month + 1, 1) - timedelta(days=1)
