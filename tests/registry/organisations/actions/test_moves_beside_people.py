"""Moves beside people's acts and lists, over real connections: nobody is left behind, counted twice or kept waiting."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.members.actions.change_member import EditedMeanwhile as MemberEditedMeanwhile
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union
from tests.registry.imports.lists import planned
from tests.registry.members.people import a_member, ended, person, versions
from tests.registry.organisations.actions.side_by_side import both
from tests.registry.organisations.moving import disagreements, fresh, moved

pytestmark = pytest.mark.django_db(transaction=True)
ANNA = ["Новикова Анна Ильинична", "01.02.1980", "", "", ""]
NINA = ["Новикова Нина Ильинична", "01.02.1981", "", "", ""]
# What two people at once may be told.
_TOLD = (EditedMeanwhile, MemberEditedMeanwhile, NameTaken, RegisterMoved, StandsThereAlready, WrongState)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_a_list_that_is_being_committed_moves_along(cast: Cast) -> None:
    plan = planned(cast.lyceum, [ANNA, NINA])
    committed, come = both(lambda: _commit(plan), lambda: moved(cast.galich, cast.oryol))
    assert isinstance(come, Organisation)
    assert committed.state == State.COMMITTED
    assert set(Membership.objects.values_list("region_id", flat=True)) == {cast.oryol.pk}
    assert disagreements() == []


def test_a_list_committed_meanwhile_comes_to_the_new_place(cast: Cast) -> None:
    plan = planned(cast.lyceum, [ANNA, NINA])
    _, committed = both(lambda: moved(cast.galich, cast.oryol), lambda: _commit(plan))
    assert isinstance(committed, ImportPlan)
    assert set(Membership.objects.values_list("region_id", flat=True)) == {cast.oryol.pk}
    assert disagreements() == []


def test_a_list_is_undone_where_its_people_are_by_then(cast: Cast) -> None:
    plan = _commit(planned(cast.lyceum, [ANNA, NINA]))
    _, undone = both(
        lambda: moved(cast.galich, cast.oryol),
        lambda: undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing),
    )
    assert isinstance(undone, ImportPlan)
    assert not Membership.objects.exists()
    assert disagreements() == []


@pytest.mark.parametrize("is_first", [True, False])
def test_somebody_who_is_just_joining_or_leaving_counts_once(cast: Cast, is_first: bool) -> None:
    leaving = a_member(cast.lyceum)
    acts: list[Callable[[], object]] = [
        lambda: (a_member(cast.lyceum, "Ветрова Нина"), ended(leaving, TODAY)),
        lambda: moved(cast.galich, cast.oryol),
    ]
    both(*(acts if is_first else acts[::-1]))
    assert Membership.objects.filter(region_id=cast.oryol.pk).count() == 2
    assert disagreements() == []


@pytest.mark.slow
def test_everybody_at_once_never_waits_in_a_circle_and_never_miscounts(cast: Cast) -> None:
    schools = [cast.lyceum, cast.berezovka, cast.buy_school, cast.college, cast.mtsensk_school]
    members = [
        a_member(school, f"Белых {name}", born=date(1970 + n, 1, 1))
        for n, school in enumerate(schools)
        for name in ("Анна", "Вера")
    ]
    plans = [planned(school, [ANNA if n % 2 else NINA]) for n, school in enumerate(schools)]

    def work(number: int) -> list[str]:
        dice, troubles = random.Random(number), []
        for turn in range(12):
            act = dice.choice([_a_move, _a_joining, _an_edit, _a_list, _a_founding, lambda *_: fold_deltas()])
            try:
                act(dice, schools, members, plans, f"{number}-{turn}")
            except _TOLD:
                continue
            except Exception as fault:
                troubles.append(f"{type(fault).__name__}: {fault}")
        connection.close()
        return troubles

    with ThreadPoolExecutor(6) as pool:
        troubles = [trouble for found in pool.map(work, range(6)) for trouble in found]
    assert troubles == []
    assert disagreements() == []
    assert Membership.objects.count() > len(members)


def _a_move(dice: random.Random, schools: list[Organisation], *_: object) -> None:
    territories = Organisation.objects.filter(type="territorial")
    regions = Organisation.objects.filter(type="regional")
    if dice.random() < 0.5:
        moved(dice.choice(list(territories)), dice.choice(list(regions)), on=TODAY)
    else:
        moved(dice.choice(schools), dice.choice([*territories, *regions]), on=TODAY)


def _a_joining(dice: random.Random, schools: list[Organisation], *rest: object) -> None:
    tail = "".join("абвгдежзик"[int(digit)] for digit in str(rest[-1]) if digit.isdecimal())
    ended(a_member(dice.choice(schools), f"Иванова Анна{tail}"), TODAY)
    a_member(dice.choice(schools), f"Иванова Вера{tail}")


def _an_edit(dice: random.Random, _: object, members: list[Membership], *__: object) -> None:
    member = dice.choice(members)
    edit_member(
        actor=OPERATOR,
        membership_id=member.pk,
        expected=versions(member),
        person=person(member.person.full_name, member.person.birth_date, phone=f"+7910555{dice.randrange(10_000):04d}"),
        details=MembershipDetails(joined_on=member.joined_on),
        category_from=TODAY,
        on=TODAY,
        at=NOW,
    )


def _a_list(dice: random.Random, *rest: object) -> None:
    plans = rest[2]
    assert isinstance(plans, list)
    plan = dice.choice(plans)
    _commit(plan)
    undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)


def _a_founding(dice: random.Random, schools: list[Organisation], *rest: object) -> None:
    a_primary(fresh(dice.choice(schools)).parent or schools[0], f"ППО {rest[-1]}")


def _commit(plan: ImportPlan) -> ImportPlan:
    return commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)


def test_whoever_admits_elsewhere_waits_for_nobody(cast: Cast) -> None:
    """In the region that is left, in the one that is entered, in a third place: while the move is done and not over."""
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        moved(cast.galich, cast.oryol)
        for place in (cast.buy_school, cast.mtsensk_school, cast.university):
            assert pool.submit(_without_waiting, place).result(10) is None
        assert isinstance(pool.submit(_without_waiting, cast.lyceum).result(10), OperationalError)
    assert Membership.objects.count() == 3
    fold_deltas()
    assert disagreements() == []


def _without_waiting(place: Organisation) -> Exception | None:
    """Admit somebody there; any lock that is waited for is an error."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            a_member(place, is_another_person=True)
    except OperationalError as waited:
        return waited
    finally:
        connection.close()
    return None
