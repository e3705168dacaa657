"""What accepting, returning and taking back have in common: the report is locked, answered, and written down."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.actions.send_notice import Message, send_notices
from edinstvo.foundation.notices.models import Channel
from edinstvo.insight.programme.actions.hold import hold_stage
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.queries.standing import who_reports
from edinstvo.insight.programme.rules import Answer
from edinstvo.registry.organisations.actions.hold_open import hold


class AnsweredAlready(Exception):
    """The report waits for no answer any more; `report` says what became of it."""

    def __init__(self, *, report: StepReport) -> None:
        super().__init__(f"{report.pk}: {report.answer}")
        self.report = report


def hold_report(*, report_id: int) -> StepReport:
    """The report with its stage and its organisation, locked in the order of every act. Raises ProgrammeWithdrawn."""
    row = StepReport.objects.values("stage_id", "organisation_id").get(pk=report_id)
    place, stage = hold(organisation_id=row["organisation_id"]), hold_stage(stage_id=row["stage_id"])
    held = StepReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    held.stage, held.organisation = stage, place
    return held


def put_answer(
    *, actor: Actor, report: StepReport, answer: Answer, verb: str, at: datetime, remark: str = ""
) -> StepReport:
    """Answer the locked report, and write it down at whoever took the step."""
    before = {"answer": report.answer}
    report.answer, report.remark = answer.value, remark
    report.answered_at, report.answered_by_name = at, actor.name
    report.save(update_fields=["answer", "remark", "answered_at", "answered_by_name"])
    after = {"answer": report.answer}
    write_down(
        actor=actor,
        verb=verb,
        of=report.stage,
        place=report.organisation,
        at=at,
        before=before,
        after=after,
        reason=remark,
    )
    return report


def tell_reporters(*, actor: Actor, report: StepReport, template: str, at: datetime) -> None:
    """A line inside the house for each of those who report the steps of the organisation; whoever answered knows."""
    place, stage = report.organisation, report.stage
    people = who_reports([place], on=timezone.localdate(at)).get(place.pk, [])
    values = {"stage": stage.title, "programme": stage.programme.name, "remark": report.remark}
    lines = [
        Message(
            channel=Channel.IN_APP,
            template=template,
            values=values,
            user_id=user,
            link=f"programme:participant {stage.programme_id} {place.inpo}",
            organisation_id=place.pk,
            at_place=place,
        )
        for user in people
        if user != actor.user_id
    ]
    send_notices(actor=actor, messages=lines, at=at)
