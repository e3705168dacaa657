"""Rules of consents."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.registry.consents.rules import (
    OUTCOMES,
    FollowUp,
    earliest_day,
    last_day_to_act,
    paragraphs,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(DAYS, max_size=6))
def test_a_paper_never_outlives_a_withdrawal(withdrawn: list[date]) -> None:
    earliest = earliest_day(withdrawn=withdrawn)
    assert (earliest is None) == (not withdrawn)
    assert all(earliest is not None and day <= earliest for day in withdrawn)


@given(DAYS, st.integers(0, 60))
def test_the_last_day_is_so_many_days_later(day: date, days: int) -> None:
    assert (last_day_to_act(received_on=day, days=days) - day).days == days


@given(st.text())
def test_paragraphs_lose_no_word(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())
    assert all(part.strip() == part and part for part in paragraphs(text))


def test_every_follow_up_but_none_can_be_answered() -> None:
    assert {what for what, answers in OUTCOMES.items() if not answers} == {FollowUp.NOTHING}
