"""Two people at once: a second commit, an admission by hand while a list is being committed."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections, transaction

from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import CLOSING, RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.request_commit import request_commit
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, admit_member
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.registry.imports.lists import planned

pytestmark = pytest.mark.django_db(transaction=True)
ANNA = ["Иванова Анна Петровна", "12.03.1968", "", "", ""]


def admit_anna(organisation: Organisation) -> Membership:
    return admit_member(
        actor=OPERATOR,
        organisation=organisation,
        person=PersonDetails(
            last_name="Иванова", first_name="Анна", middle_name="Петровна", birth_date=date(1968, 3, 12)
        ),
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
    )


def in_another_connection(act: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Start the act in a thread; its result or exception is left in the list."""
    left: list[object] = []

    def run() -> None:
        try:
            left.append(act())
        except Exception as error:
            left.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, left


def test_a_double_click_commits_once() -> None:
    cast = a_union()
    plan = planned(cast.berezovka, [ANNA])
    first = request_commit(actor=OPERATOR, plan_id=plan.pk, at=NOW)
    second = request_commit(actor=OPERATOR, plan_id=plan.pk, at=NOW)
    assert first.work_id == second.work_id


def test_of_two_commits_at_once_one_finds_it_done() -> None:
    cast = a_union()
    plan = planned(cast.berezovka, [ANNA])

    def commit() -> ImportPlan:
        return commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)

    attempts = [in_another_connection(commit) for _ in range(2)]
    for thread, _ in attempts:
        thread.join(30)
    outcomes = {type(left[0]) for _, left in attempts}
    assert outcomes == {ImportPlan, WrongState}
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=cast.union.pk) == Membership.objects.count() == 1


def test_somebody_admitted_by_hand_while_the_list_is_written_makes_it_refuse() -> None:
    cast = a_union()
    plan = planned(cast.berezovka, [ANNA])

    def admit_meanwhile(*, done: int | None = None, total: int | None = None, stage: str | None = None) -> None:
        if stage == CLOSING:
            thread, left = in_another_connection(lambda: admit_anna(cast.lyceum))
            thread.join(30)
            assert isinstance(left[0], Membership)

    with pytest.raises(RegisterMoved):
        commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=admit_meanwhile)
    assert Person.objects.count() == Membership.objects.count() == 1


def test_an_admission_that_comes_while_a_commit_closes_waits_and_finds_the_member() -> None:
    cast = a_union()
    plan = planned(cast.berezovka, [ANNA])
    with transaction.atomic():
        commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
        thread, left = in_another_connection(lambda: admit_anna(cast.lyceum))
        thread.join(0.5)
        assert not left, "the admission did not wait for the list"
    thread.join(30)
    assert isinstance(left[0], AlreadyAMember)
    connection.close()
