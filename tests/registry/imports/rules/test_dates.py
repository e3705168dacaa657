"""Every shape of a date is read as the day that was meant, and nothing else is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.dates import (
    Precision,
    WrittenDate,
    age,
    date_in,
    is_plausible_birth,
)
from tests.registry.imports.rules.reading import TODAY

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
SHORT = "янв фев мар апр май июн июл авг сен окт ноя дек".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
BIRTHS = st.dates(date(1927, 1, 1), date(2012, 11, 24))


def read(cell: Cell, *, is_birth: bool = False) -> WrittenDate | None:
    return date_in(cell, today=TODAY, is_birth=is_birth)


SHAPES: list[Callable[[date], Cell]] = [
    lambda on: on,
    lambda on: datetime(on.year, on.month, on.day, 13, 30),
    lambda on: (on - date(1899, 12, 30)).days,
    lambda on: float((on - date(1899, 12, 30)).days) + 0.25,
    lambda on: str((on - date(1899, 12, 30)).days),
    lambda on: f"{on:%d.%m.%Y}",
    lambda on: f"{on.day}.{on.month}.{on.year}",
    lambda on: f"{on:%d/%m/%Y}",
    lambda on: f"{on:%d-%m-%Y}",
    lambda on: f"{on:%d - %m - %Y}",
    lambda on: f"{on:%d %m %Y}",
    lambda on: f"{on:%d,%m,%Y}",
    lambda on: f" {on:%d. %m. %Y} г. ",
    lambda on: f"{on:%d.%m.%Y}г.",
    lambda on: f"{on:%d.%m.%Y} г.р.",
    lambda on: f"{on:%d.%m.%Y} 0:00:00",
    lambda on: f"{on:%d.%m.%Y} 00:00",
    lambda on: f"{on:%Y-%m-%d}",
    lambda on: f"{on:%Y.%m.%d}",
    lambda on: f"{on:%Y-%m-%dT%H:%M:%S}",
    lambda on: f"{on:%Y-%m-%d} 00:00:00.000",
    lambda on: f"{on:%d%m%Y}",
    lambda on: f"{on:%d.%m.%y}",
    lambda on: f"{on.day}.{on.month}.{on:%y}",
    lambda on: f"{on.day} {MONTHS[on.month - 1]} {on.year} г.",
    lambda on: f"{on.day} {MONTHS[on.month - 1].upper()} {on.year} ГОДА",
    lambda on: f"«{on:%d}» {MONTHS[on.month - 1]} {on.year} года",
    lambda on: f"?{on:%d}? {MONTHS[on.month - 1]} {on.year} года",
    lambda on: f"{on.day}-{SHORT[on.month - 1]}-{on:%y}",
    lambda on: f"{on:%d}.{SHORT[on.month - 1]}.{on.year}",
    lambda on: f"{on.day}.{ROMAN[on.month - 1]}.{on.year}",
    lambda on: f"{on:%d.%m.%Y} ({2026 - on.year} лет)",
    lambda on: f"род. {on:%d.%m.%Y}",
]


@given(on=BIRTHS, shape=st.sampled_from(SHAPES))
def test_a_birth_date_is_read_in_any_shape(on: date, shape: Callable[[date], Cell]) -> None:
    assert read(shape(on), is_birth=True) == (on, Precision.DAY)


@pytest.mark.parametrize(
    ("cell", "on", "precision"),
    [
        (1980, date(1980, 1, 1), Precision.YEAR),
        (1900.0, date(1900, 1, 1), Precision.YEAR),
        (2100, date(2100, 1, 1), Precision.YEAR),
        (2101, date(1905, 10, 1), Precision.DAY),
        ("1980", date(1980, 1, 1), Precision.YEAR),
        ("1980 г.", date(1980, 1, 1), Precision.YEAR),
        ("с 1980 года", date(1980, 1, 1), Precision.YEAR),
        ("в 1980 году", date(1980, 1, 1), Precision.YEAR),
        ("1980г.р.", date(1980, 1, 1), Precision.YEAR),
        ("02.1980", date(1980, 2, 1), Precision.MONTH),
        ("2/1980", date(1980, 2, 1), Precision.MONTH),
        ("1980-02", date(1980, 2, 1), Precision.MONTH),
        ("февраль 1980 г.", date(1980, 2, 1), Precision.MONTH),
        ("Февр. 1980", date(1980, 2, 1), Precision.MONTH),
        ("1980, февраль", date(1980, 2, 1), Precision.MONTH),
        ("сен.09", date(2009, 9, 1), Precision.MONTH),
        (9.2009, date(2009, 9, 1), Precision.MONTH),
        (10.201, date(2010, 10, 1), Precision.MONTH),
        ("от 01.09.2009", date(2009, 9, 1), Precision.DAY),
        ("Протокол № 5 от 01.09.2009", date(2009, 9, 1), Precision.DAY),
        ("12-Sep-09", date(2009, 9, 12), Precision.DAY),
        ("Sep 12, 2009", date(2009, 9, 12), Precision.DAY),
        ("12.Х.2009", date(2009, 10, 12), Precision.DAY),
        ("1021980", date(1980, 2, 1), Precision.DAY),
        (1021980.0, date(1980, 2, 1), Precision.DAY),
        ("19800201", date(1980, 2, 1), Precision.DAY),
        ("IX.2009", date(2009, 9, 1), Precision.MONTH),
        ("Х/2009", date(2009, 10, 1), Precision.MONTH),
        ("1-го мая 1985 г.", date(1985, 5, 1), Precision.DAY),
        ("1-е мая 1985", date(1985, 5, 1), Precision.DAY),
        ("12 мapта 1985", date(1985, 3, 12), Precision.DAY),
        ("1985.0", date(1985, 1, 1), Precision.YEAR),
        ("83 г.р.", date(1983, 1, 1), Precision.YEAR),
        ("с 95 г.", date(1995, 1, 1), Precision.YEAR),
        (34109.0, date(1993, 5, 20), Precision.DAY),
    ],
)
def test_less_than_a_day_means_its_beginning(cell: Cell, on: date, precision: Precision) -> None:
    assert read(cell) == (on, precision)


@pytest.mark.parametrize(
    "cell",
    [
        *("31.02.1980", "00.00.0000", "15.13.1980", "29.02.1981", "32.01.1980", "да", "12", 80, 0, -5, 1899, "1.2"),
        *(
            "01.02",
            "01.02.980",
            "13.1980",
            "00.1980",
            "1 нисана 1980",
            "01.02.1980-05.06.1990",
            "l2.03.1985",
            1e300,
            float("inf"),
        ),
    ],
)
def test_what_is_no_date_is_none(cell: Cell) -> None:
    assert read(cell) is None


@pytest.mark.parametrize(
    ("text", "born", "joined"),
    [
        ("01.02.80", 1980, 1980),
        ("01.02.27", 1927, 1927),
        ("01.02.26", 1926, 2026),
        ("01.02.15", 2015, 2015),
        ("01.02.12", 2012, 2012),
        ("01.02.00", 2000, 2000),
        ("31.12.26", 1926, 2026),
    ],
)
def test_two_digits_of_a_year_become_a_plausible_age_or_the_latest_year(text: str, born: int, joined: int) -> None:
    birth, joining = read(text, is_birth=True), read(text)
    assert (birth and birth.on.year, joining and joining.on.year) == (born, joined)


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_nothing_breaks_it(cell: Cell) -> None:
    written = read(cell, is_birth=True)
    assert written is None or isinstance(written.on, date)


@given(st.text(alphabet="0123456789.,-/ гпявфмXIабртя", max_size=14))
def test_nothing_that_looks_like_a_date_breaks_it(text: str) -> None:
    written = read(text)
    assert written is None or 1000 <= written.on.year <= 9999


def test_workbooks_of_old_macs_count_from_1904() -> None:
    assert date_in(29252 - 1462, today=TODAY, from_1904=True) == (date(1980, 2, 1), Precision.DAY)


@given(born=st.dates(date(1900, 1, 1), TODAY))
def test_members_are_from_14_to_100_years_old(born: date) -> None:
    assert is_plausible_birth(born, today=TODAY) == (14 <= age(born, on=TODAY) <= 100)


def test_a_birthday_makes_a_year_older() -> None:
    assert age(date(2012, 11, 24), on=TODAY) == 14
    assert age(date(2012, 11, 25), on=TODAY) == 13
    assert is_plausible_birth(TODAY.replace(year=1926), today=TODAY)
    assert is_plausible_birth(TODAY.replace(year=1925) + timedelta(days=1), today=TODAY)
    assert not is_plausible_birth(TODAY.replace(year=1925), today=TODAY)
