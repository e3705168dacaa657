"""Finding an organisation by number or by words."""

import pytest

from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.queries.search import search_organisations, search_takers
from edinstvo.registry.organisations.rules import InpoMistyped
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, staff


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(
    "typed",
    [
        *("берёз", "БЕРЕЗОВСКОЙ школы", "шко бер", "ппо  берёзовской-средней"),
        *("берёзовская школа", "Берёзовскую", "школе берёзовской", ",thtpjdcrfz irjkf"),
    ],
)
def test_finds_by_the_beginnings_of_words_in_any_order(cast: Cast, typed: str) -> None:
    assert list(search_organisations(typed, seen_by=OPERATOR)) == [cast.berezovka]


@pytest.mark.parametrize("typed", ["", "  ", "—", "школа ректорская", "ерезовской", "' | 'a", "a:* & !b", "\\", "%"])
def test_finds_nothing_by_what_is_in_no_name(cast: Cast, typed: str) -> None:
    assert not search_organisations(typed, seen_by=OPERATOR)


def test_finds_by_number_with_hyphens_or_without(cast: Cast) -> None:
    for typed in (cast.galich.number, cast.galich.inpo or "", f" {cast.galich.number.replace('-', ' – ')} "):
        assert list(search_organisations(typed, seen_by=OPERATOR)) == [cast.galich]


def test_a_wrong_digit_is_refused(cast: Cast) -> None:
    number = cast.galich.inpo or ""
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(InpoMistyped):
        search_organisations(wrong, seen_by=OPERATOR)


def test_a_schools_own_number_is_a_word(cast: Cast) -> None:
    assert list(search_organisations("школы 3", seen_by=OPERATOR)) == [cast.mtsensk_school]


def test_a_number_is_found_whole(cast: Cast) -> None:
    twenty_first = a_primary(cast.mtsensk, "ППО школы № 21а")
    assert not search_organisations("школы 2", seen_by=staff(cast.mtsensk))
    assert list(search_organisations("школы 21", seen_by=staff(cast.oryol))) == [twenty_first]


def test_nobody_finds_a_foreign_organisation(cast: Cast) -> None:
    own = staff(cast.kostroma)
    assert cast.mtsensk_school not in search_organisations("ппо", seen_by=own)
    assert not search_organisations(cast.mtsensk.number, seen_by=own)


def test_open_ones_come_first(cast: Cast) -> None:
    close_organisation(
        actor=OPERATOR, organisation=cast.berezovka, on=TODAY, at=NOW, decision="№ 1", expected_version=1
    )
    found = list(search_organisations("ппо", seen_by=staff(cast.galich)))
    assert found == [cast.lyceum, cast.berezovka]


def test_where_somebody_may_go_begins_with_the_own_region(cast: Cast) -> None:
    kostroma = [cast.berezovka, cast.buy_school]
    assert list(search_takers("ппо школы", near=cast.lyceum)) == [*kostroma, cast.mtsensk_school]
    assert list(search_takers("ппо школы", near=cast.mtsensk_school)) == [cast.mtsensk_school, *kostroma]
