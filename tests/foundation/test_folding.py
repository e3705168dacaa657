"""The one folding: what looks the same to a reader is the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.folding import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Семёнова-Тянь-Шанская ", "семенова тянь шанская"),
        ("  ИВАНОВА\u00a0 Ольга", "иванова ольга"),
        ("О'Коннор", "о коннор"),
        ("ППО «Лицей № 1»", "ппо лицей 1"),
        ("а_б", "а б"),
        ("—", ""),
    ],
)
def test_case_yo_and_signs_do_not_count(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("АБВЁЙабвёй -"))
def test_letters_pasted_in_two_signs_fold_like_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
