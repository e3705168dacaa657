"""Asking for background work."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from edinstvo.foundation.queue.kinds import UnknownKind
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.queries import work_of, works_of
from tests.foundation.queue.conftest import CHAIR, OPERATOR, Asking

pytestmark = pytest.mark.django_db


def test_is_queued_in_the_transaction_of_the_act(ask: Asking) -> None:
    with transaction.atomic():
        ask("trial.count", steps=1)
        transaction.set_rollback(True)
    assert not Work.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_says_who_asked_for_what_from_where(ask: Asking) -> None:
    work = ask("trial.count", steps=1)
    assert (work.started_by_id, work.started_by_name, work.address) == (7, "Кораблёва Т. В.", "192.0.2.1")
    assert (work.state, work.title_text) == ("queued", "Counting to 3")
    assert ProcrastinateJob.objects.get().args == {"work_id": work.pk}


def test_puts_nothing_into_the_queue_when_the_caller_runs_it(ask: Asking) -> None:
    assert ask("trial.count", is_inline=True, steps=1).is_inline
    assert not ProcrastinateJob.objects.exists()


def test_refuses_a_kind_that_nobody_made_known(ask: Asking) -> None:
    with pytest.raises(UnknownKind, match=r"trial\.unheard_of"):
        ask("trial.unheard_of")


def test_is_seen_by_the_person_who_asked_alone(ask: Asking) -> None:
    own, operators = ask("trial.count", steps=1), ask("trial.count", actor=OPERATOR, steps=1)
    assert list(works_of(seen_by=CHAIR)) == [own]
    assert work_of(work_id=operators.pk, seen_by=CHAIR) is None
    assert not works_of(seen_by=OPERATOR).exists()
