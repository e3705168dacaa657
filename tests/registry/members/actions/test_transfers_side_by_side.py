"""Transfers beside other acts, over real connections: one of the two is done, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.ask_transfer import TransferWaits
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.lock_transfer import TransferClosed
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, TODAY, Cast, a_union, chair
from tests.registry.members.people import a_member, ended
from tests.registry.members.transfers import asked
from tests.registry.organisations.moving import disagreements, moved

pytestmark = pytest.mark.django_db(transaction=True)
_TOLD = (EditedMeanwhile, TransferClosed, TransferWaits)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_a_release_while_the_member_leaves(cast: Cast) -> None:
    source, target = chair(cast.berezovka), chair(cast.mtsensk_school)
    for name in ("Ветрова Нина", "Ветрова Анна", "Ветрова Инна"):
        stay = a_member(cast.berezovka, name)
        waits = asked(stay, cast.mtsensk_school, actor=source)
        released, left = _both(
            lambda waits=waits: release_member(actor=target, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW),
            lambda stay=stay: ended(stay, TODAY),
        )
        assert isinstance(released, TransferClosed) != isinstance(left, EditedMeanwhile)
        assert Membership.objects.filter(Membership.OPEN, person=stay.person_id).exists() is isinstance(
            left, EditedMeanwhile
        )


def test_two_answers_one_transfer(cast: Cast) -> None:
    waits = asked(a_member(cast.berezovka), cast.mtsensk_school, actor=chair(cast.berezovka))
    target = chair(cast.mtsensk_school)

    def release() -> object:
        return release_member(actor=target, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW)

    outcomes = _both(release, release)
    assert sorted(isinstance(outcome, TransferClosed) for outcome in outcomes) == [False, True]
    assert Membership.objects.count() == 2


def test_both_sides_ask_and_one_transfer_waits(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    source = chair(cast.berezovka)
    outcomes = _both(
        lambda: asked(stay, cast.mtsensk_school, actor=source), lambda: asked(stay, cast.college, actor=source)
    )
    assert sorted(isinstance(outcome, TransferWaits) for outcome in outcomes) == [False, True]


def test_a_release_while_the_target_moves(cast: Cast) -> None:
    waits = asked(a_member(cast.berezovka), cast.mtsensk_school, actor=chair(cast.berezovka))
    target = chair(cast.mtsensk_school)
    _both(
        lambda: release_member(actor=target, transfer_id=waits.pk, moves_on=TODAY, on=TODAY, at=NOW),
        lambda: moved(cast.mtsensk, cast.kostroma, version=1),
    )
    assert disagreements() == []
    chain = [cast.oryol, cast.kostroma, cast.berezovka, cast.mtsensk_school]
    found = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in chain])
    assert list(found.values()) == [0, 1, 0, 1]


def _both(one: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """What each came to: its result, or what it was told."""
    together = Barrier(2)

    def run(act: Callable[[], object]) -> object:
        together.wait(timeout=10)
        try:
            return act()
        except _TOLD as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, [one, other]))
