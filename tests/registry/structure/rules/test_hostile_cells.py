"""Whatever stands in the cells, reading ends, and what is to be founded can be founded."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from edinstvo.registry.organisations.rules import tidy_name
from edinstvo.registry.structure.rules.naming import LONGEST, LONGEST_SHORT, short
from tests.registry.structure.committee_lists import HEADINGS, HOSTILE
from tests.registry.structure.rules.reading import read

ANYTHING = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(alphabet="<>{}«»…№ 12аяАЯ-./@", max_size=400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
)
USUAL = ("Нейская районная организация", "ППО школы № 1", "", "Иванов Иван Иванович", "", "", "12")


@given(st.lists(st.lists(ANYTHING, min_size=1, max_size=len(HEADINGS)), min_size=1, max_size=5))
@example([["«", f"« {'а' * 200}"]])
@example([["", "", "территориальная"]])
def test_every_name_that_is_no_error_can_be_borne(rows: list[list[Any]]) -> None:
    found = read({"Лист1": [HEADINGS, USUAL, *rows]})
    assert USUAL[1] in [one.name for one in found.organisations]
    for one in found.organisations:
        assert len(one.name) <= LONGEST
        if not one.is_error and not one.is_head:
            assert tidy_name(one.name)
            assert len(tidy_name(short(one.name))) <= LONGEST_SHORT


def test_signs_that_stand_in_no_name_are_told_in_every_way_of_naming() -> None:
    name = "<b>Нейская районная организация</b>"
    for rows in (
        [HEADINGS, (name, "", "", "", "", "", ""), ("", "ППО {школы} № 1", "", "", "", "", "12")],
        [HEADINGS, (name, "ППО {школы} № 1", "", "", "", "", "12")],
        [HEADINGS[1:], (name,), ("ППО {школы} № 1", "", "", "", "", "12")],
    ):
        problems = [
            [(problem.code, problem.params["signs"]) for problem in one.problems]
            for one in read({"Лист1": rows}).organisations
        ]
        assert problems == [[("name_has_signs", "<, >")], [("name_has_signs", "{, }")]]
