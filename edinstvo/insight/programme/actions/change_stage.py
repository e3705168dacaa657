"""Change a stage: its words, its days, what has to be reached."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.add_stage import StageDetails, criteria_said, have_counted, refuse_unfit
from edinstvo.insight.programme.actions.approve_programme import NameTaken
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, hold_stage
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import Criterion, Stage
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.rules import Asked


def change_stage(*, actor: Actor, stage_id: int, details: StageDetails, expected_version: int, at: datetime) -> Stage:
    """The changed stage; the same said twice changes nothing. A criterion that stays keeps what was counted of it.

    Raises PowerMissing, ProgrammeWithdrawn, EditedMeanwhile, and what `add_stage` raises.
    """
    with transaction.atomic():
        held = hold_stage(stage_id=stage_id)
        require_keeping(actor, held.programme)
        known = [one.asked for one in held.criteria.order_by("pk")]
        was = {**{name: getattr(held, name) for name in details.columns}, **criteria_said(known)}
        before, after = changes(was, {**details.columns, **criteria_said(details.criteria, besides=known)})
        if not after:
            return held
        if held.version != expected_version:
            raise EditedMeanwhile
        refuse_unfit(programme=held.programme, details=details)
        for name, value in details.columns.items():
            setattr(held, name, value)
        held.version += 1
        try:
            with transaction.atomic():
                held.save()
        except IntegrityError:
            raise NameTaken from None
        _put_criteria(held, details.criteria)
        write_down(actor=actor, verb="stage_changed", of=held, at=at, before=before, after=after)
        have_counted(programme=held.programme, criteria=details.criteria)
    return held


def _put_criteria(stage: Stage, wanted: Sequence[Asked]) -> None:
    known = {one.asked: one for one in stage.criteria.all()}
    stage.criteria.exclude(pk__in=[known[asked].pk for asked in wanted if asked in known]).delete()
    new = [Criterion(stage=stage, indicator=one.indicator, value=one.value) for one in wanted if one not in known]
    Criterion.objects.bulk_create(new)
