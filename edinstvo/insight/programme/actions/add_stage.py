"""Add a stage to a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.foundation.queue.actions.call_errand import call_errand
from edinstvo.insight.programme.actions.approve_programme import DaysOutOfOrder, NameTaken
from edinstvo.insight.programme.actions.hold import hold_programme
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import Criterion, Programme, Stage
from edinstvo.insight.programme.permissions import require_keeping
from edinstvo.insight.programme.rules import MOST_CRITERIA, Asked, is_kept, is_possible, offered

MEASURING = "programme.measure_soon"


class OutsideProgramme(Exception):
    """The days of a stage lie within those of its programme."""


class CriterionImpossible(Exception):
    """The value of this criterion cannot be reached, or nobody who takes part is measured by it; `asked` is it."""

    def __init__(self, *, asked: Asked) -> None:
        super().__init__(f"{asked.indicator}: {asked.value}")
        self.asked = asked


class CriteriaRepeated(Exception):
    """One indicator is asked for twice, or there are too many."""


@dataclass(frozen=True)
class StageDetails:
    """What a stage is called, its days, what is to be done, who answers for it, and what has to be reached."""

    title: str
    begins_on: date
    due_on: date
    responsible: str
    work: str = ""
    criteria: Sequence[Asked] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """Everything but the criteria, by its column."""
        names = ("title", "begins_on", "due_on", "responsible", "work")
        return {name: getattr(self, name) for name in names}


def add_stage(*, actor: Actor, programme_id: int, details: StageDetails, at: datetime) -> Stage:
    """The new stage. Figures that are not kept are counted in the background, soon and then every night.

    Raises PowerMissing, ProgrammeWithdrawn, DaysOutOfOrder, OutsideProgramme, CriterionImpossible, CriteriaRepeated,
    NameTaken.
    """
    with transaction.atomic():
        programme = hold_programme(programme_id=programme_id)
        require_keeping(actor, programme)
        refuse_unfit(programme=programme, details=details)
        try:
            with transaction.atomic():
                made = Stage.objects.create(programme=programme, **details.columns)
        except IntegrityError:
            raise NameTaken from None
        Criterion.objects.bulk_create(
            [Criterion(stage=made, indicator=one.indicator, value=one.value) for one in details.criteria]
        )
        _, after = changes({}, {**details.columns, **criteria_said(details.criteria)})
        write_down(actor=actor, verb="stage_added", of=made, at=at, after=after)
        have_counted(programme=programme, criteria=details.criteria)
    return made


def refuse_unfit(*, programme: Programme, details: StageDetails) -> None:
    """Raise DaysOutOfOrder, OutsideProgramme, CriterionImpossible, CriteriaRepeated."""
    if details.due_on < details.begins_on:
        raise DaysOutOfOrder
    if details.begins_on < programme.begins_on or details.due_on > programme.ends_on:
        raise OutsideProgramme
    known = {one.name for one in offered(to_regions=programme.organisation.level is Level.UNION)}
    for asked in details.criteria:
        if asked.indicator not in known or not is_possible(asked):
            raise CriterionImpossible(asked=asked)
    if (
        len({one.indicator for one in details.criteria}) < len(details.criteria)
        or len(details.criteria) > MOST_CRITERIA
    ):
        raise CriteriaRepeated


def criteria_said(criteria: Sequence[Asked], *, besides: Sequence[Asked] = ()) -> dict[str, str]:
    """The criteria as the journal keeps them, {"goal_completeness": "60"}; "" for those of `besides` that are gone."""
    said = {f"goal_{one.indicator}": f"{one.value.normalize():f}" for one in criteria}
    return {**{f"goal_{one.indicator}": "" for one in besides}, **said}


def have_counted(*, programme: Programme, criteria: Sequence[Asked]) -> None:
    """Call for a count of what no kept figure tells."""
    of_regions = programme.organisation.level is Level.UNION
    if any(not is_kept(one.indicator, of_regions=of_regions) for one in criteria):
        call_errand(name=MEASURING)
