"""An organisation sets itself a step under a stage."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.approve_programme import NameTaken
from edinstvo.insight.programme.actions.hold import hold_step
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import OwnStep
from edinstvo.insight.programme.permissions import require_reporting
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class OwnStepDetails:
    """What is to be done by when, who does it, and on which day it was done."""

    title: str
    due_on: date
    responsible: str
    done_on: date | None = None


def add_own_step(
    *, actor: Actor, stage_id: int, organisation: Organisation, details: OwnStepDetails, at: datetime
) -> OwnStep:
    """The new step. Raises PowerMissing, OrganisationClosed, ProgrammeWithdrawn, TakesNoPart, DayNotCome, NameTaken."""
    if details.done_on is not None:
        refuse_future_day(on=details.done_on, at=at)
    with transaction.atomic():
        stage, place = hold_step(stage_id=stage_id, organisation_id=organisation.pk)
        require_reporting(actor, place)
        try:
            with transaction.atomic():
                made = OwnStep.objects.create(stage=stage, organisation=place, **asdict(details))
        except IntegrityError:
            raise NameTaken from None
        _, after = changes({}, asdict(details))
        write_down(actor=actor, verb="own_step_added", of=stage, place=place, at=at, after=after)
    return made
