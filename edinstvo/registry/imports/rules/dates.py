"""Dates in every shape that people and programs write them in (domain.md 6)."""

import re
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import mended, plain

LONGEST = 100
YOUNGEST, OLDEST = 14, 100
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Excel's day 1 is 1 January 1900, and it believes in 29 February 1900.
_DAY_ZERO = date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_LAST_SENSIBLE_SERIAL = 73_415
_LAST_SERIAL = 2_958_465

_MONTH_STEMS = (
    "янв jan|фев feb|мар mar|апр apr|мая май мае may|июн jun|июл jul|авг aug|сен sep|окт oct|ноя noy nov|дек dec"
)
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_STEMS.split("|"), start=1) for stem in stems.split(" ")}
_ROMAN = {roman: number for number, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_GAP = r"[\s./,\-–—\\]+"
_LONGEST = 100
_USUAL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME = re.compile(r"[t\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm|z|[+-]\d{2}:?\d{2})?$")
# Quotes about the day became question marks where the alphabet of the file has none: «?01? января».
_NOISE = re.compile(r"\([^)]*\)|[«»\"'“”„`]|\?(?=\d{1,2}\?)|(?<=\d)\?(?=\s*[а-я])")
_BEFORE = re.compile(r"^(?:с|от|в|рожд[а-я]*|род|д\.? ?р)[.:]? +|^(?:с|от|в) *(?=\d)")
_AFTER = re.compile(r"[\s.,]*(?:г\.? ?р\b|г\.? ?рожд[а-я]*|год[ауе]?(?: ?рожд[а-я]*)?|гг?|рожд[а-я]*)?[\s.,]*$")
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}|\d{{2}})")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})")
_DAY_WORD_YEAR = re.compile(r"(\d{1,2})(?:-?(?:го|е|ое)\b)?[\s./,\-–]*([а-яіa-z]+)[\s./,\-–]*(\d{4}|\d{2})")
_WORD_DAY_YEAR = re.compile(r"([a-z]{3,})[\s.]*(\d{1,2})[\s,]+(\d{4})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{4}})")
_YEAR_MONTH = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}})")
_WORD_YEAR = re.compile(r"([а-яa-z]{3,})[\s./,\-–]*(\d{4}|\d{2})")
_ROMAN_YEAR = re.compile(r"([ivxіх]{1,4})[\s./,\-–]+(\d{4})")
_YEAR_WORD = re.compile(r"(\d{4})[\s./,\-–]+([а-я]{3,})")
_NUMBER = re.compile(r"(\d{1,8})(?:[.,]\d+)?")
_WHOLE = re.compile(r"(\d{4,8})[.,]0{1,2}")
_SHORT_YEAR = re.compile(r"(?:с |в )?(\d\d) ?г\.?(?: ?р(?:ожд[а-я]*)?\.?)?")
_WITHIN = re.compile(
    r"(?<![\w.])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[а-я]{3,}\s+\d{4})(?!\d)"
)


class Precision(IntEnum):
    """How much of a date was written; what was not is its first day or its 1 January."""

    YEAR = 1
    MONTH = 2
    DAY = 3


class WrittenDate(NamedTuple):
    """A date and how much of it was written."""

    on: date
    precision: Precision


def date_in(cell: Cell, *, today: date, is_birth: bool = False, from_1904: bool = False) -> WrittenDate | None:
    """The date that a cell gives, or None when it is none («31.02.1980», «00.00.0000»).

    A number from 1900 to 2100 is a year, a larger one Excel's count of days. Two digits of a year are completed to a
    plausible age (`is_birth`) or to the latest year that has come.
    """
    if isinstance(cell, datetime):
        return WrittenDate(cell.date(), Precision.DAY)
    if isinstance(cell, date):
        return WrittenDate(cell, Precision.DAY)
    if isinstance(cell, str):
        # Nearly all are written so, and each is somebody else's: to remember them costs more than to read them.
        if match := _USUAL.fullmatch(cell):
            return _day(int(match[3]), int(match[2]), int(match[1]))
        return _written(cell[:LONGEST], today, is_birth, from_1904)
    return _counted(float(cell), today=today, is_birth=is_birth, from_1904=from_1904)


def age(born: date, *, on: date) -> int:
    """Full years of a person born on `born`, on the day `on`."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_plausible_birth(born: date, *, today: date) -> bool:
    """Whether somebody born then can be a member: 14 to 100 years old."""
    too_long_ago, latest = _bounds_of_births(today)
    return too_long_ago < born <= latest


def is_too_long_ago(day: date, *, today: date) -> bool:
    """Whether nobody who is a member can have lived on that day: more than 100 years ago."""
    return day <= _bounds_of_births(today)[0]


@lru_cache(maxsize=8)
def _bounds_of_births(today: date) -> tuple[date, date]:
    """The last day that is too long ago, and the last day on which a member can have been born."""
    return _years_before(today, OLDEST + 1), _years_before(today, YOUNGEST)


def _years_before(day: date, years: int) -> date:
    """The day so many years earlier; 28 February where that year has no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@lru_cache(maxsize=16_384)
def _written(text: str, today: date, is_birth: bool, from_1904: bool) -> WrittenDate | None:
    # The patterns below walk a text several times over: a cell of thousands of points would take hours.
    if len(text) > _LONGEST:
        return None
    text = _NOISE.sub("", mended(plain(text)).lower()).strip()
    if match := _SHORT_YEAR.fullmatch(text):
        return _first_of(_year(match[1], today, is_birth), 1, Precision.YEAR)
    # 1985.0 is the number of a program that knows no whole ones.
    text = match[1] if (match := _WHOLE.fullmatch(text)) else text
    text = _AFTER.sub("", _BEFORE.sub("", _TIME.sub("", text)), count=1).strip()
    found = _number(text, today=today, is_birth=is_birth, from_1904=from_1904) or _shaped(text, today, is_birth)
    if found:
        return found
    within = _WITHIN.findall(text)
    return _shaped(within[0], today, is_birth) if len(within) == 1 and within[0] != text else None


def _shaped(text: str, today: date, is_birth: bool) -> WrittenDate | None:
    """Day, month and year in one of their orders; then month and year."""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        return _day(_year(match[3], today, is_birth), int(match[2]), int(match[1]))
    if match := _YEAR_MONTH_DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_WORD_YEAR.fullmatch(text):
        month = _month(match[2])
        return _day(_year(match[3], today, is_birth), month, int(match[1]))
    if match := _WORD_DAY_YEAR.fullmatch(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return _month_and_year(text, today, is_birth)


def _month_and_year(text: str, today: date, is_birth: bool) -> WrittenDate | None:
    for shape, year, month in ((_MONTH_YEAR, 2, 1), (_YEAR_MONTH, 1, 2)):
        if match := shape.fullmatch(text):
            return _first_of(int(match[year]), int(match[month]))
    if match := _ROMAN_YEAR.fullmatch(text):
        return _first_of(int(match[2]), _month(match[1]))
    if match := _WORD_YEAR.fullmatch(text):
        number = _month(match[1])
        return _first_of(_year(match[2], today, is_birth), number)
    if match := _YEAR_WORD.fullmatch(text):
        return _first_of(int(match[1]), _month(match[2]))
    return None


def _number(text: str, *, today: date, is_birth: bool, from_1904: bool) -> WrittenDate | None:
    match = _NUMBER.fullmatch(text)
    if not match or _MONTH_YEAR.fullmatch(text) or _YEAR_MONTH.fullmatch(text):
        return None
    if len(match[1]) in (6, 8) and match[1] == text:
        return _run_together(text, today=today, is_birth=is_birth)
    return _counted(float(match[1]), today=today, is_birth=is_birth, from_1904=from_1904)


def _counted(number: float, *, today: date, is_birth: bool, from_1904: bool) -> WrittenDate | None:
    whole = int(number) if abs(number) < 10**9 else 0
    if FIRST_YEAR <= number <= LAST_YEAR and number == whole:
        return WrittenDate(date(whole, 1, 1), Precision.YEAR)
    if 1 <= whole <= 12 and number != whole:
        # 9.2009, typed as month and year, became a decimal fraction.
        return _first_of(int(f"{number:.4f}".split(".")[1]), whole)
    if whole <= LAST_YEAR:
        return None
    if whole <= _LAST_SENSIBLE_SERIAL:
        return WrittenDate(_DAY_ZERO + timedelta(days=whole + _DAYS_TO_1904 * from_1904), Precision.DAY)
    digits = str(whole)
    together = _run_together(digits.zfill(8 if len(digits) > 6 else 6), today=today, is_birth=is_birth)
    if together or whole > _LAST_SERIAL:
        return together
    return WrittenDate(_DAY_ZERO + timedelta(days=whole), Precision.DAY)


def _run_together(digits: str, *, today: date, is_birth: bool) -> WrittenDate | None:
    """01021980, 19800201 or 010280."""
    if len(digits) == 6:
        return _day(_year(digits[4:], today, is_birth), int(digits[2:4]), int(digits[:2]))
    if not FIRST_YEAR <= int(digits[4:]) <= LAST_YEAR:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _day(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def _day(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day), Precision.DAY) if year >= 1000 else None
    except ValueError:
        return None


def _first_of(year: int, month: int, precision: Precision = Precision.MONTH) -> WrittenDate | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return WrittenDate(date(year, month, 1), precision)


def _month(word: str) -> int:
    """The number of a month by its name, its beginning or a Roman figure; 0 for another word."""
    roman = _ROMAN.get(word.replace("х", "x").replace("і", "i"))
    return roman or _MONTHS.get(word[:3], 0)


def _year(digits: str, today: date, is_birth: bool) -> int:
    """Two digits completed: the latest year that has come, and a birth at least 14 years ago."""
    if len(digits) == 4:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    if year > today.year:
        return year - 100
    is_too_young = is_birth and today.year - year < YOUNGEST and today.year - (year - 100) <= OLDEST
    return year - 100 if is_too_young else year
