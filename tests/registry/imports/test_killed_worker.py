"""A worker killed at any moment leaves nothing half-done, and the next one finishes the work."""

import os
import random
import signal
import time

import pytest
from django.core.management import call_command
from django.db import connection, connections

from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.imports.actions.bring_list import bring_list
from edinstvo.registry.imports.actions.request_commit import request_commit
from edinstvo.registry.imports.models import ImportPlan, PlanRow, State
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, a_union

ROWS = 400
KILLS_IN_EACH = 25
PATIENCE = 60.0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_kills_leave_whole_plans_and_whole_commits() -> None:
    cast = a_union()
    dice = random.Random(20261124)
    for round_ in range(KILLS_IN_EACH):
        plan = _brought(cast.berezovka, round_)
        _kill_a_worker(after=dice.uniform(0.0, 1.2))
        _assert_read_wholly_or_not_at_all(plan)
        _work_to_the_end(plan)
        assert ImportPlan.objects.get(pk=plan.pk).state == State.PLANNED

        request_commit(actor=OPERATOR, plan_id=plan.pk, at=NOW)
        _kill_a_worker(after=dice.uniform(0.0, 1.0))
        _assert_committed_wholly_or_not_at_all(plan, cast.union)
        _work_to_the_end(plan)
        assert ImportPlan.objects.get(pk=plan.pk).state == State.COMMITTED
        _assert_committed_wholly_or_not_at_all(plan, cast.union)


def _brought(organisation: Organisation, round_: int) -> ImportPlan:
    """A list of ROWS people that no other round knows."""
    letters = "абвгдежзиклмнопрстуф"
    lines = ["Фамилия;Имя;Отчество;Дата рождения;Должность"]
    for number in range(ROWS):
        surname = (
            f"Иван{letters[round_ % 20]}{letters[number % 20]}{letters[number // 20 % 20]}{'к' * (round_ // 20)}ов"
        )
        lines.append(f"{surname};Пётр;Ильич;{1 + number % 28:02d}.03.1980;учитель")
    content = "\n".join(lines).encode()
    file = store_file(actor=OPERATOR, name="список.csv", chunks=[content], at=NOW, most_bytes=10**7)
    return bring_list(actor=OPERATOR, organisation=organisation, file=file, at=NOW)


def _kill_a_worker(*, after: float) -> None:
    worker = _a_worker()
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def _work_to_the_end(plan: ImportPlan) -> None:
    """Let a worker take up what the dead one left, until the work has ended."""
    worker, end = _a_worker(), time.monotonic() + PATIENCE
    work_id = ImportPlan.objects.get(pk=plan.pk).work_id
    while not Work.objects.get(pk=work_id).is_finished:
        assert time.monotonic() < end, "the work was not taken up again"
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    work = Work.objects.get(pk=work_id)
    assert work.error == ""


def _a_worker() -> int:
    """A worker in a process of its own: forked, so that a hundred of them do not each load the platform anew."""
    child = os.fork()
    if child:
        return child
    try:
        # The parent's connection is the parent's: forget it without closing it.
        for each in connections.all(initialized_only=True):
            each.connection = None
        call_command("run_worker", "--only")
    finally:
        os._exit(0)


def _assert_read_wholly_or_not_at_all(plan: ImportPlan) -> None:
    state = ImportPlan.objects.get(pk=plan.pk).state
    rows = PlanRow.objects.filter(plan=plan).count()
    assert (state, rows) in ((State.READING, 0), (State.PLANNED, ROWS))


def _assert_committed_wholly_or_not_at_all(plan: ImportPlan, union: Organisation) -> None:
    committed = ImportPlan.objects.get(pk=plan.pk).state == State.COMMITTED
    batch = Membership.objects.filter(batch_id=plan.pk)
    assert batch.count() == Person.objects.filter(batch_id=plan.pk).count() == (ROWS if committed else 0)
    assert CategoryFact.objects.filter(membership_id__in=batch.values("pk")).count() in (0, batch.count())
    assert figure(measure=OPEN_MEMBERSHIPS, organisation_id=union.pk) == Membership.objects.count()
    connection.close()
