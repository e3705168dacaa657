"""Two people at once: one report stands, one reminder goes out."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.notices.models import Notice
from edinstvo.insight.programme.actions.remind_behind import RemindedToday, remind_behind
from edinstvo.insight.programme.actions.report_step import ReportedAlready
from edinstvo.insight.programme.models import Reminder, StepReport
from tests.cast import NOW, OPERATOR, TODAY, a_union, a_user
from tests.insight.programme.programmes import approved, overdue, reported

pytestmark = pytest.mark.django_db(transaction=True)


def _both(act: Callable[[], object]) -> list[type[Exception]]:
    """What the two of them were refused with."""
    start, refusals = Barrier(2), list[type[Exception]]()

    def one() -> None:
        start.wait()
        try:
            act()
        except Exception as refusal:  # told to the test
            refusals.append(type(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_one_report_of_a_step_stands() -> None:
    cast = a_union()
    stage = overdue(approved(cast.union))
    assert _both(lambda: reported(stage, cast.kostroma)) == [ReportedAlready]
    assert StepReport.objects.count() == 1


def test_one_reminder_goes_out() -> None:
    cast = a_union()
    a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
    stage = overdue(approved(cast.union))
    refused = _both(lambda: remind_behind(actor=OPERATOR, stage_id=stage.pk, on=TODAY, at=NOW))
    assert refused == [RemindedToday]
    assert Reminder.objects.count() == Notice.objects.filter(template="programme/behind").count() == 1
