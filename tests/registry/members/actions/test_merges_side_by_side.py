"""Merges beside other acts, over real connections: one of the two is done, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.members.actions.admit_member import AlreadyAMember
from edinstvo.registry.members.actions.change_member import EditedMeanwhile, NotOnRecordHere, Versions
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.lock_people import RecordsChanged
from edinstvo.registry.members.actions.refuse_merge import InTwoPlaces
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union
from tests.registry.imports.lists import planned
from tests.registry.members.merges import mark_of, merged
from tests.registry.members.people import BORN, a_former_member, a_member, dates_of, ended, person, versions

pytestmark = pytest.mark.django_db(transaction=True)
_TOLD = (AlreadyAMember, EditedMeanwhile, InTwoPlaces, NotOnRecordHere, RecordsChanged, RegisterMoved)


@pytest.fixture
def cast() -> Cast:
    return a_union()


NAMES = ("Ветрова Нина", "Зимина Ольга", "Орлова Вера", "Белых Анна")


def test_two_crosswise(cast: Cast) -> None:
    for name in NAMES:
        one, past = a_member(cast.berezovka, name), _past(cast, name)
        seen, other_way = mark_of(one, past), mark_of(past, one)
        outcomes = _together(
            lambda one=one, past=past, seen=seen: merged(one, past, seen=seen),
            lambda one=one, past=past, seen=other_way: merged(past, one, seen=seen),
        )
        assert sorted(isinstance(outcome, NotOnRecordHere) for outcome in outcomes) == [False, True]
    assert Person.objects.count() == _figure(cast) == len(NAMES)


def test_one_while_a_stay_is_ended_and_another_corrected(cast: Cast) -> None:
    for name in NAMES:
        one, past = a_member(cast.berezovka, name), _past(cast, name)
        merged(one, past)
        other = a_member(cast.berezovka, f"{name} Ивановна", None)
        seen, was = mark_of(one, other), versions(past)
        outcomes = _together(
            lambda one=one, other=other, seen=seen: merged(one, other, seen=seen),
            lambda past=past, was=was, name=name: _corrected(past, was, name),
            lambda one=one: ended(one, TODAY),
        )
        assert any(not isinstance(outcome, Exception) for outcome in outcomes)
    assert _figure(cast) == Membership.objects.filter(Membership.OPEN).count()


def test_one_while_a_list_brings_the_same_person(cast: Cast) -> None:
    kept, other = (
        a_member(cast.lyceum),
        a_member(cast.lyceum, "Абрамова Людмила Викторовна", None, is_another_person=True),
    )
    plan = planned(cast.lyceum, [["Абрамова Людмила Викторовна", "12.03.1968", "8 910 555-01-12", "", ""]])
    seen = mark_of(kept, other)
    outcomes = _together(
        lambda: merged(kept, other, seen=seen),
        lambda: commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing),
    )
    told = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    assert told in ([RecordsChanged], [RegisterMoved], [])
    assert _figure(cast) == Membership.objects.filter(Membership.OPEN).count() == Person.objects.count()


def test_one_while_the_same_is_admitted_again(cast: Cast) -> None:
    kept = a_former_member(cast.lyceum)
    other = a_former_member(cast.berezovka, since=date(2001, 1, 1), until=date(2002, 1, 1), is_another_person=True)
    seen = mark_of(kept, other)
    _together(lambda: merged(kept, other, seen=seen), lambda: a_member(cast.college, born=BORN, since=TODAY))
    assert Membership.objects.filter(Membership.OPEN).count() == _figure(cast) == 1
    assert Membership.objects.count() == 3
    assert Person.objects.count() in (1, 2)


def _past(cast: Cast, name: str) -> Membership:
    began, until = date(2001, 1, 1), date(2002, 1, 1)
    return a_former_member(cast.lyceum, name, since=began, until=until, is_another_person=True)


def _corrected(past: Membership, was: Versions, name: str) -> Membership:
    """Another name too: it is written onto every stay of the person."""
    return correct_member(
        actor=OPERATOR,
        membership_id=past.pk,
        expected=was,
        person=person(f"{name[:-1]}я"),
        dates=dates_of(past, registered_on=date(2001, 2, 1)),
        reason="Описка",
        on=TODAY,
        at=NOW,
    )


def _figure(cast: Cast) -> int:
    return figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[cast.union.pk])[cast.union.pk]


def _together(*acts: Callable[[], object]) -> list[object]:
    """What each came to: its result, or what it was told."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait(timeout=10)
        try:
            return act()
        except _TOLD as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
