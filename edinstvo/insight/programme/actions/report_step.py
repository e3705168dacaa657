"""An organisation reports that it did a stage, and shows what tells so."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.hold import hold_step
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import StepReport
from edinstvo.insight.programme.permissions import require_reporting
from edinstvo.insight.programme.rules import Answer
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation


class ReportedAlready(Exception):
    """A report of this step waits for its answer, or was accepted; `report` is it."""

    def __init__(self, *, report: StepReport) -> None:
        super().__init__(f"{report.stage_id}: {report.answer}")
        self.report = report


class EvidenceMissing(Exception):
    """A stage without criteria is confirmed by evidence: a link or a file."""


@dataclass(frozen=True)
class StepDetails:
    """On which day it was done, how, and the link that shows it."""

    done_on: date
    text: str
    link: str = ""


def report_step(
    *,
    actor: Actor,
    stage_id: int,
    organisation: Organisation,
    details: StepDetails,
    at: datetime,
    file: StoredFile | None = None,
) -> StepReport:
    """The report, which waits for the owner of the programme.

    Raises PowerMissing, OrganisationClosed, ProgrammeWithdrawn, TakesNoPart, DayNotCome, EvidenceMissing,
    ReportedAlready.
    """
    refuse_future_day(on=details.done_on, at=at)
    with transaction.atomic():
        stage, place = hold_step(stage_id=stage_id, organisation_id=organisation.pk)
        require_reporting(actor, place)
        if not (stage.criteria.exists() or details.link or file):
            raise EvidenceMissing
        standing = StepReport.objects.filter(stage=stage, organisation=place)
        if (known := standing.filter(answer__in=[Answer.WAITING, Answer.ACCEPTED]).first()) is not None:
            raise ReportedAlready(report=known)
        said = {"done_on": details.done_on, "text": details.text, "link": details.link}
        made = StepReport.objects.create(
            stage=stage,
            organisation=place,
            file=file,
            file_name=file.name if file else "",
            reported_at=at,
            reported_by_name=actor.name,
            **said,
        )
        _, after = changes({}, {**said, "file": made.file_name})
        write_down(actor=actor, verb="step_reported", of=stage, place=place, at=at, after=after)
    return made
