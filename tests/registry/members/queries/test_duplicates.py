"""Which records are taken for one person, and which never are."""

from datetime import date

import pytest

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.duplicates import likely_duplicates
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_union, chair, staff
from tests.registry.members.people import BORN, a_former_member, a_member
from tests.registry.members.transfers import asked

PHONE = "+79105550112"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _found(seen_by: Actor, organisation: Organisation | None = None) -> dict[frozenset[int], str]:
    pairs, _more = likely_duplicates(seen_by=seen_by, organisation=organisation)
    return {frozenset([pair.one.pk, pair.other.pk]): pair.why for pair in pairs}


def _another(place: Organisation, name: str, born: date | None, **said: str) -> Membership:
    return a_member(place, name, born, is_another_person=True, **said)


def test_the_same_in_four_ways(cast: Cast) -> None:
    one = a_member(cast.berezovka, "Семёнова Алёна Игоревна", phone=PHONE)
    same = {
        "same_birth": _another(cast.lyceum, "Семенова Алена Игоревна", BORN),
        "same_phone": _another(cast.lyceum, "Семёнова А.", None, phone=PHONE),
        "same_place": _another(cast.berezovka, "Семенова Алёна Игоревна", None),
    }
    wrong = ("Семёнова Алёна Игорёвная", "Сёмнова Алёна Игоревна", "Смеёнова Алёна Игоревна", "Семинова Алёна Игоревна")
    typos = [_another(cast.lyceum, name, BORN) for name in wrong]
    found = _found(staff(cast.kostroma))
    for why, other in same.items():
        assert found[frozenset([one.pk, other.pk])] == why
    for other in typos:
        assert found[frozenset([one.pk, other.pk])] == "typo"
    assert frozenset([same["same_phone"].pk, same["same_place"].pk]) not in found


def test_never_two_whom_something_tells_apart_nor_those_kept_by_others(cast: Cast) -> None:
    a_member(cast.berezovka, phone=PHONE, sex="female")
    _another(cast.berezovka, "Абрамова Людмила Викторовна", date(1990, 1, 1), phone=PHONE)
    _another(cast.lyceum, "Абрамова Людмила Викторовна", BORN, sex="male")
    _another(cast.lyceum, "Абрамов Людвиг Викторович", BORN)
    _another(cast.mtsensk_school, "Абрамова Людмила Викторовна", BORN)
    assert _found(staff(cast.kostroma)) == {}
    assert len(_found(staff(cast.union))) == 2
    assert _found(chair(cast.mtsensk_school)) == {}


def test_by_the_present_record_and_a_page_at_a_time(cast: Cast) -> None:
    gone = a_member(cast.berezovka)
    asked(gone, cast.mtsensk_school, moves_on=TODAY)
    twins = [a_former_member(cast.berezovka, is_another_person=True), _another(cast.lyceum, "Абрамова Людмила", BORN)]
    _another(cast.lyceum, "Абрамова Людмила", BORN)
    keeper = staff(cast.kostroma)
    pairs = _found(keeper)
    assert all(gone.pk not in pair for pair in pairs)
    assert len(pairs) == 1
    assert _found(keeper, cast.berezovka) == {}
    assert twins
    first, has_more = likely_duplicates(seen_by=staff(cast.union), organisation=None, size=1)
    rest, no_more = likely_duplicates(seen_by=staff(cast.galich), organisation=None, skip=1, size=1)
    assert (len(first), has_more, rest, no_more) == (1, True, [], False)
