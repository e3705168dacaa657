"""An organisation takes its report back before it is answered."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready, hold_report, put_answer
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.permissions import require_reporting
from edinstvo.insight.programme.rules import Answer


def take_back_report(*, actor: Actor, report_id: int, at: datetime) -> StepReport:
    """The report, which waits no more; twice is once. Raises PowerMissing, ProgrammeWithdrawn, AnsweredAlready."""
    with transaction.atomic():
        held = hold_report(report_id=report_id)
        require_reporting(actor, held.organisation)
        if held.answer == Answer.TAKEN_BACK:
            return held
        if held.answer != Answer.WAITING:
            raise AnsweredAlready(report=held)
        return put_answer(actor=actor, report=held, answer=Answer.TAKEN_BACK, verb="step_taken_back", at=at)
