"""Moves beside moves, foundings, people's acts and lists, over real connections: each has one stated outcome."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from typing import TypeVar

import pytest
from django.db import OperationalError, connection, transaction

from edinstvo.foundation.access.actor import PowerMissing
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
from edinstvo.registry.organisations.actions.close_organisation import SomethingStandsBelow
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready
from edinstvo.registry.organisations.actions.refuse_disorder import StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.models import AllowedParent, Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, staff
from tests.registry.imports.lists import planned
from tests.registry.members.people import a_member, ended, person, versions
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import disagreements, fresh, moved

pytestmark = pytest.mark.django_db(transaction=True)
ANNA = ["Новикова Анна Ильинична", "01.02.1980", "", "", ""]
NINA = ["Новикова Нина Ильинична", "01.02.1981", "", "", ""]
# What two people at once may be told.
_TOLD = (EditedMeanwhile, MemberEditedMeanwhile, NameTaken, RegisterMoved, StandsThereAlready, WrongState)
T = TypeVar("T")


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_two_regions_move_one_organisation_and_the_second_is_told(cast: Cast) -> None:
    first, second = _both(
        lambda: moved(cast.lyceum, cast.mtsensk, version=1),
        lambda: moved(cast.lyceum, cast.buy, version=1),
    )
    assert first.parent == cast.mtsensk
    assert isinstance(second, EditedMeanwhile)
    assert second.organisation.parent_id == cast.mtsensk.pk
    assert disagreements() == []


def test_the_same_move_pressed_twice_is_done_once(cast: Cast) -> None:
    first, second = _both(
        lambda: moved(cast.lyceum, cast.mtsensk, version=1), lambda: moved(cast.lyceum, cast.mtsensk, version=1)
    )
    assert (first.version, second.version) == (2, 2)  # type: ignore[union-attr]  # no refusal


def test_one_under_the_other_and_the_other_under_the_one(cast: Cast) -> None:
    AllowedParent.objects.create(type="territorial", parent_type="territorial")
    _, second = _both(lambda: moved(cast.galich, cast.buy), lambda: moved(cast.buy, cast.galich))
    assert isinstance(second, StandsUnderItself)
    assert disagreements() == []


def test_a_list_that_is_being_committed_moves_along(cast: Cast) -> None:
    plan = planned(cast.lyceum, [ANNA, NINA])
    committed, come = _both(lambda: _commit(plan), lambda: moved(cast.galich, cast.oryol))
    assert isinstance(come, Organisation)
    assert committed.state == State.COMMITTED
    assert set(Membership.objects.values_list("region_id", flat=True)) == {cast.oryol.pk}
    assert disagreements() == []


def test_a_list_committed_meanwhile_comes_to_the_new_place(cast: Cast) -> None:
    plan = planned(cast.lyceum, [ANNA, NINA])
    _, committed = _both(lambda: moved(cast.galich, cast.oryol), lambda: _commit(plan))
    assert isinstance(committed, ImportPlan)
    assert set(Membership.objects.values_list("region_id", flat=True)) == {cast.oryol.pk}
    assert disagreements() == []


def test_a_list_is_undone_where_its_people_are_by_then(cast: Cast) -> None:
    plan = _commit(planned(cast.lyceum, [ANNA, NINA]))
    _, undone = _both(
        lambda: moved(cast.galich, cast.oryol),
        lambda: undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing),
    )
    assert isinstance(undone, ImportPlan)
    assert not Membership.objects.exists()
    assert disagreements() == []


def test_what_is_being_founded_below_moves_along(cast: Cast) -> None:
    founded, _ = _both(lambda: a_primary(cast.galich, "ППО Новой школы"), lambda: moved(cast.galich, cast.oryol))
    assert fresh(founded).region_id == cast.oryol.pk
    assert disagreements() == []


def test_what_is_founded_below_meanwhile_stands_in_the_new_place(cast: Cast) -> None:
    _, founded = _both(lambda: moved(cast.galich, cast.oryol), lambda: a_primary(cast.galich, "ППО Новой школы"))
    assert isinstance(founded, Organisation)
    assert founded.region_id == cast.oryol.pk
    assert disagreements() == []


def test_the_old_region_founds_nothing_in_what_has_just_left(cast: Cast) -> None:
    old = staff(cast.kostroma)
    _, refusal = _both(lambda: moved(cast.galich, cast.oryol), lambda: moved(cast.lyceum, cast.buy, actor=old))
    assert isinstance(refusal, PowerMissing)


@pytest.mark.parametrize("is_first", [True, False])
def test_somebody_who_is_just_joining_or_leaving_counts_once(cast: Cast, is_first: bool) -> None:
    leaving = a_member(cast.lyceum)
    acts: list[Callable[[], object]] = [
        lambda: (a_member(cast.lyceum, "Ветрова Нина"), ended(leaving, TODAY)),
        lambda: moved(cast.galich, cast.oryol),
    ]
    _both(*(acts if is_first else acts[::-1]))
    assert Membership.objects.filter(region_id=cast.oryol.pk).count() == 2
    assert disagreements() == []


def test_a_parent_that_is_just_being_closed_takes_nothing(cast: Cast) -> None:
    closed(cast.mtsensk_school, on=date(2020, 1, 1))
    _, refusal = _both(lambda: closed(cast.mtsensk, on=TODAY), lambda: moved(cast.lyceum, cast.mtsensk))
    assert isinstance(refusal, ParentClosed)
    assert fresh(cast.lyceum).parent == cast.galich


def test_a_parent_that_is_just_taking_something_is_not_closed(cast: Cast) -> None:
    closed(cast.mtsensk_school, on=date(2020, 1, 1))
    _, refusal = _both(lambda: moved(cast.lyceum, cast.mtsensk), lambda: closed(cast.mtsensk, on=TODAY))
    assert isinstance(refusal, SomethingStandsBelow)


def test_a_namesake_founded_at_the_new_place_meanwhile_is_told(cast: Cast) -> None:
    name = cast.lyceum.name
    _, refusal = _both(lambda: a_primary(cast.mtsensk, name), lambda: moved(cast.lyceum, cast.mtsensk))
    assert isinstance(refusal, NameTaken)
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


def _both(first: Callable[[], T], second: Callable[[], object]) -> tuple[T, object]:
    """Begin the first, let the second begin while its transaction is open, see the second wait, then let both end."""
    has_acted, may_end = Event(), Event()

    def slowly() -> T:
        try:
            with transaction.atomic():
                done = first()
                has_acted.set()
                may_end.wait(10)
            return done
        finally:
            has_acted.set()
            connection.close()

    def meanwhile() -> object:
        has_acted.wait(10)
        try:
            with transaction.atomic():
                return second()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(slowly), pool.submit(meanwhile)
        has_acted.wait(10)
        with pytest.raises(TimeoutError):
            other.result(timeout=0.3)
        may_end.set()
        return one.result(10), other.result(10)
