"""Suspensions and second workplaces beside other acts, over real connections: one is done, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.lock_transfer import TransferClosed
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.actions.resume_membership import NotSuspended
from edinstvo.registry.members.actions.state_workplace import WorksThereAlready
from edinstvo.registry.members.actions.suspend_membership import SuspendedAlready
from edinstvo.registry.members.models import Membership, SecondWorkplace, Suspension
from tests.cast import NOW, TODAY, Cast, a_union, chair
from tests.registry.members.people import a_member, ended
from tests.registry.members.suspending import SINCE, copies, corrected, resumed, suspended, taken_back
from tests.registry.members.transfers import asked
from tests.registry.members.working import works_too

pytestmark = pytest.mark.django_db(transaction=True)
_TOLD = (EditedMeanwhile, EndedAlready, NotSuspended, SuspendedAlready, TransferClosed, WorksThereAlready)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_a_double_click_suspends_once(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    outcomes = _both(lambda: suspended(stay), lambda: suspended(stay))
    assert sorted(isinstance(one, SuspendedAlready) for one in outcomes) == [False, True]
    assert Suspension.objects.count() == 1


def test_a_double_click_enters_one_second_workplace(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    outcomes = _both(lambda: works_too(stay, cast.lyceum), lambda: works_too(stay, cast.lyceum))
    assert sorted(isinstance(one, WorksThereAlready) for one in outcomes) == [False, True]
    assert SecondWorkplace.objects.count() == 1


def test_a_suspension_while_the_member_leaves(cast: Cast) -> None:
    for name in ("Ветрова Нина", "Ветрова Анна", "Ветрова Инна"):
        stay = a_member(cast.berezovka, name)
        _both(lambda stay=stay: suspended(stay), lambda stay=stay: ended(stay, TODAY))
        # Whichever came first: nothing goes on for whoever is on record no more.
        assert copies(stay) == (None, None)
        assert not Suspension.objects.filter(Suspension.GOES_ON, person_id=stay.person_id).exists()


def test_a_suspension_while_the_member_goes_over(cast: Cast) -> None:
    source, target = chair(cast.berezovka), chair(cast.mtsensk_school)
    for name in ("Ветрова Нина", "Ветрова Анна", "Ветрова Инна"):
        stay = a_member(cast.berezovka, name)
        waits = asked(stay, cast.mtsensk_school, actor=source)
        outcome, _ = _both(
            lambda stay=stay: suspended(stay),
            lambda waits=waits: release_member(actor=target, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW),
        )
        there = Membership.objects.get(Membership.OPEN, person_id=stay.person_id)
        assert there.organisation_id == cast.mtsensk_school.pk
        assert there.suspended_on == (None if isinstance(outcome, EndedAlready) else SINCE)


def test_a_correction_while_somebody_resumes(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    fact = suspended(stay)
    outcomes = _both(lambda: resumed(stay), lambda: corrected(fact, SINCE, expected=TODAY))
    known = list(Suspension.objects.filter(Suspension.KNOWN))
    assert len(known) == 1
    if isinstance(outcomes[1], NotSuspended):
        assert known[0].valid_until == TODAY
    else:
        assert known[0].expected_until == TODAY


def test_two_take_it_back_once(cast: Cast) -> None:
    fact = suspended(a_member(cast.berezovka))
    outcomes = _both(lambda: taken_back(fact), lambda: taken_back(fact))
    assert sorted(isinstance(one, NotSuspended) for one in outcomes) == [False, True]


def _both(one: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """Both at the same moment, each in its own connection; what they returned, or how they were told."""
    barrier = Barrier(2)

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return act()
        except _TOLD as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (one, other)))
