"""The owner of the programme returns a report with a remark."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready, hold_report, put_answer, tell_reporters
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.rules import Answer


class RemarkMissing(Exception):
    """Nothing is said of what has to be mended."""


def return_step(*, actor: Actor, report_id: int, remark: str, at: datetime) -> StepReport:
    """The returned report, of which its organisation is told; one accepted by mistake is returned as well.

    Said twice, done once. Raises PowerMissing, ProgrammeWithdrawn, RemarkMissing, AnsweredAlready.
    """
    if not remark.strip():
        raise RemarkMissing
    with transaction.atomic():
        held = hold_report(report_id=report_id)
        require_keeping(actor, held.stage.programme)
        if held.answer == Answer.RETURNED and held.remark == remark.strip():
            return held
        if held.answer not in (Answer.WAITING, Answer.ACCEPTED):
            raise AnsweredAlready(report=held)
        said = remark.strip()
        put_answer(actor=actor, report=held, answer=Answer.RETURNED, verb="step_returned", at=at, remark=said)
        tell_reporters(actor=actor, report=held, template="programme/returned", at=at)
    return held
