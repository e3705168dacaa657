"""Keys, typos, ages, completeness and overlapping stays, as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.registry.members.rules.people import (
    ESSENTIALS,
    age_on,
    completeness,
    deletions,
    foreign_signs,
    missing_essentials,
    name_key,
    stays_overlap,
    suggested_sex,
    surname_parts,
    typo_words,
    within_one_typo,
)

LETTERS = "абвё"
WORDS = st.text(LETTERS, max_size=6)
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))
Stay = tuple[date, date | None]
STAYS = st.tuples(DAYS, DAYS).map(sorted).map(tuple) | st.tuples(DAYS, st.none())


def edits(word: str) -> set[str]:
    """Every word one typo away, and the word itself: written out, to compare the clever ways with."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        word,
        *(head + tail[1:] for head, tail in cuts if tail),
        *(head + sign + tail for head, tail in cuts for sign in LETTERS),
        *(head + sign + tail[1:] for head, tail in cuts if tail for sign in LETTERS),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1),
    }


@given(WORDS, WORDS)
def test_one_typo_is_what_one_edit_makes(one: str, other: str) -> None:
    assert within_one_typo(one, other) == (other in edits(one))


@given(WORDS)
def test_words_one_typo_apart_share_a_deletion(word: str) -> None:
    for other in edits(word):
        assert set(deletions(word)) & set(deletions(other)), other


def test_a_short_surname_sorts_before_the_longer_one_it_begins() -> None:
    keys = [name_key(last_name=last, first_name="Яна") for last in ("Иванов", "Иванов-Петров", "Иванова")]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("surname", "parts"),
    [("Семёнова-Тянь-Шанская", ["тянь", "шанская"]), ("Абрамова", []), ("О’Нил", ["нил"]), ("Ли-Ли", ["ли"])],
)
def test_later_parts_of_a_surname_are_keys_of_their_own(surname: str, parts: list[str]) -> None:
    assert surname_parts(surname) == parts


def test_the_dictionary_learns_the_whole_and_each_word() -> None:
    assert typo_words("семенова тянь") == {"семенова тянь", "семенова", "тянь"}
    assert typo_words("") == set()


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2000, 5, 10), date(2020, 5, 9), 19),
        (date(2000, 5, 10), date(2020, 5, 10), 20),
        (date(2000, 2, 29), date(2021, 2, 28), 20),
        (date(2000, 2, 29), date(2021, 3, 1), 21),
    ],
)
def test_age_is_counted_in_full_years(born: date, on: date, age: int) -> None:
    assert age_on(born, on) == age


@given(st.sets(st.sampled_from(ESSENTIALS)))
def test_what_is_missing_is_named_in_the_order_of_a_form(known: set[str]) -> None:
    missing = missing_essentials(dict.fromkeys(known, "x"))
    assert missing == [name for name in ESSENTIALS if name not in known]


@given(STAYS, STAYS)
def test_stays_overlap_when_they_share_a_day(one: Stay, other: Stay) -> None:
    week = [date(2020, 1, 1) + timedelta(days=day) for day in range(12)]

    def days(begin: date, end: date | None) -> set[date]:
        return {day for day in week if begin <= day and (end is None or day < end)}

    assert stays_overlap(*one, *other) == bool(days(*one) & days(*other))


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Семёнова-Тянь-Шанская", ""),
        ("О’Нил д'Артаньян М. П.", ""),
        ("Ғабдуллина Әлия Ўғли", ""),
        ("Müller Gülçin 李明 მარიამ", ""),
        ("Андреи\u0306", ""),
        ("<b>x</b>", "<>/"),
        ("Иванова (Петрова)", "()"),
        ("Мария 2, повар", "2,"),
        ("Анна\u202eавонавИ", "\u202e"),
    ],
)
def test_letters_of_any_alphabet_stand_in_a_name_and_other_signs_do_not(name: str, signs: str) -> None:
    assert foreign_signs(name) == signs


@given(st.integers(0, 10_000), st.data())
def test_completeness_says_100_only_where_nothing_lacks(records: int, data: st.DataObject) -> None:
    lacking = data.draw(st.integers(0, records * len(ESSENTIALS)))
    score = completeness(lacking=lacking, records=records)
    assert 0 <= score <= 100
    assert (score == 100) == (lacking == 0)
    if records:
        known = records * len(ESSENTIALS) - lacking
        assert score <= 100 * known / (records * len(ESSENTIALS)) < score + 1


def test_a_patronymic_suggests_a_sex() -> None:
    assert [suggested_sex(name) for name in ("Петровна", "Ильич", "Али оглы", "Али кызы", "", "Хи")] == [
        *("female", "male", "male", "female", None, None)
    ]
