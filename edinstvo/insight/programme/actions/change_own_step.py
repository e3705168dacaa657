"""An organisation changes a step that it set itself, or says that it is done."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.add_own_step import OwnStepDetails
from edinstvo.insight.programme.actions.approve_programme import NameTaken
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, ProgrammeWithdrawn, hold_step
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import OwnStep
from edinstvo.insight.programme.permissions import require_reporting
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day


def change_own_step(
    *, actor: Actor, step_id: int, details: OwnStepDetails, expected_version: int, at: datetime
) -> OwnStep:
    """The changed step; the same said twice changes nothing.

    Raises PowerMissing, OrganisationClosed, ProgrammeWithdrawn, TakesNoPart, EditedMeanwhile, DayNotCome, NameTaken.
    """
    if details.done_on is not None:
        refuse_future_day(on=details.done_on, at=at)
    with transaction.atomic():
        held = hold_own_step(step_id=step_id)
        require_reporting(actor, held.organisation)
        before, after = changes({name: getattr(held, name) for name in asdict(details)}, asdict(details))
        if not after:
            return held
        if held.version != expected_version:
            raise EditedMeanwhile
        for name, value in asdict(details).items():
            setattr(held, name, value)
        held.version += 1
        try:
            with transaction.atomic():
                held.save()
        except IntegrityError:
            raise NameTaken from None
        write_down(
            actor=actor,
            verb="own_step_changed",
            of=held.stage,
            place=held.organisation,
            at=at,
            before=before,
            after=after,
        )
    return held


def hold_own_step(*, step_id: int) -> OwnStep:
    """The step with its stage and its organisation, locked in the order of every act. Raises ProgrammeWithdrawn."""
    row = OwnStep.objects.values("stage_id", "organisation_id").get(pk=step_id)
    stage, place = hold_step(stage_id=row["stage_id"], organisation_id=row["organisation_id"])
    held = OwnStep.objects.select_for_update(of=("self",)).get(pk=step_id)
    if held.withdrawn_at is not None:
        raise ProgrammeWithdrawn
    held.stage, held.organisation = stage, place
    return held
