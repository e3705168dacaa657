"""Dates as people type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.fields import DayField, SearchField, search_words

NO_DATES = ["вчера", "1991", "07.1991", "30.07", "30.07.19911", "30 июля", "30 мебеля 1991", "٣٠"]
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@pytest.mark.parametrize(
    "typed",
    ["30.07.1991", "30/7/1991", "30-07-1991", "30 07 1991", "30,07,1991", "30.7.91", "30071991", "1991-07-30",
     "1991/7/30", "30 июля 1991", "30 июля 1991 г.", "30 июля 1991 года", "30-июл-1991", "30.07.1991 г", " 30.07.1991 ",
     "30 July 1991", "30. 07. 1991"],
)  # fmt: skip
def test_understands_every_usual_shape(typed: str) -> None:
    assert DayField().clean(typed) == date(1991, 7, 30)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_understands_any_day_written_in_any_shape(day: date) -> None:
    shapes = [f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%d%m%Y}", f"{day.day} {MONTHS[day.month - 1]} {day.year} г."]
    assert {DayField().clean(shape) for shape in shapes} == {day}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_shows_what_it_will_understand(day: date) -> None:
    assert DayField().clean(DayField().prepare_value(day)) == day


@pytest.mark.parametrize("typed", ["31.02.1991", "30 февраля 1991", "00.01.1991", "12.13.1991", "1991-02-29"])
def test_says_that_there_is_no_such_day(typed: str) -> None:
    with pytest.raises(ValidationError) as told:
        DayField().clean(typed)
    assert told.value.code == "no_such_day"


@pytest.mark.parametrize("typed", NO_DATES)
def test_says_that_a_text_is_no_date(typed: str) -> None:
    with pytest.raises(ValidationError) as told:
        DayField().clean(typed)
    assert told.value.code == "invalid"


@given(st.text(max_size=30))
def test_answers_any_text_with_a_date_or_a_sentence(typed: str) -> None:
    try:
        answer: date | str | None = DayField().clean(typed)
    except ValidationError as told:
        answer = told.code
    assert isinstance(answer, date) or answer in ("invalid", "no_such_day", "required")


def test_keeps_what_was_typed_in_the_field() -> None:
    assert DayField().prepare_value("31.02.1991") == "31.02.1991"


def test_an_optional_day_may_stay_empty() -> None:
    assert DayField(required=False).clean("  ") is None


# The patterns would walk these for hours.
@pytest.mark.parametrize(("begin", "middle", "end"), [("1", " ", "x"), ("", "1.", ""), ("1 мая", ".", "")])
def test_answers_an_endless_text_at_once(begin: str, middle: str, end: str) -> None:
    with pytest.raises(ValidationError, match="не похоже на дату"):
        DayField().clean(begin + middle * 100_000 + end)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Макарова \t Нина\n", "Макарова Нина"),
        ("Мака\0рова", "Мака рова"),
        ("ж" * 10_000, "ж" * 100),
        ("9" * 99 + " 12", "9" * 99),
        (" ", ""),
    ],
)
def test_a_search_takes_whatever_is_typed(typed: str, words: str) -> None:
    assert search_words(typed) == words
    assert SearchField(required=False).clean(typed) == words


def test_a_search_may_stay_empty() -> None:
    assert SearchField(required=False).clean(None) == ""
