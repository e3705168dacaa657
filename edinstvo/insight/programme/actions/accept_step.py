"""The owner of the programme accepts a report."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready, hold_report, put_answer, tell_reporters
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.rules import Answer


def accept_step(*, actor: Actor, report_id: int, at: datetime) -> StepReport:
    """The accepted report, of which its organisation is told. Said twice, done once.

    Raises PowerMissing, ProgrammeWithdrawn, AnsweredAlready, StepReport.DoesNotExist.
    """
    with transaction.atomic():
        held = hold_report(report_id=report_id)
        require_keeping(actor, held.stage.programme)
        if held.answer == Answer.ACCEPTED:
            return held
        if held.answer != Answer.WAITING:
            raise AnsweredAlready(report=held)
        put_answer(actor=actor, report=held, answer=Answer.ACCEPTED, verb="step_accepted", at=at)
        tell_reporters(actor=actor, report=held, template="programme/accepted", at=at)
    return held
