"""Change the name, the days or the decision of a programme."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.approve_programme import NameTaken, ProgrammeDetails, refuse_wrong_days
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, hold_programme
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import Programme
from edinstvo.insight.programme.permissions import require_keeping


class StagesOutside(Exception):
    """A stage begins before the first day of the programme, or ends after the last one."""


def change_programme(
    *, actor: Actor, programme_id: int, details: ProgrammeDetails, expected_version: int, at: datetime
) -> Programme:
    """The changed programme; the same said twice changes nothing.

    Raises PowerMissing, ProgrammeWithdrawn, EditedMeanwhile, DaysOutOfOrder, DayNotCome, StagesOutside, NameTaken.
    """
    refuse_wrong_days(details=details, at=at)
    with transaction.atomic():
        held = hold_programme(programme_id=programme_id)
        require_keeping(actor, held)
        before, after = changes({name: getattr(held, name) for name in asdict(details)}, asdict(details))
        if not after:
            return held
        if held.version != expected_version:
            raise EditedMeanwhile
        outside = Q(begins_on__lt=details.begins_on) | Q(due_on__gt=details.ends_on)
        if held.stages.filter(outside, withdrawn_at=None).exists():
            raise StagesOutside
        for name, value in asdict(details).items():
            setattr(held, name, value)
        held.version += 1
        try:
            with transaction.atomic():
                held.save()
        except IntegrityError:
            raise NameTaken from None
        write_down(actor=actor, verb="programme_changed", of=held, at=at, before=before, after=after)
    return held
