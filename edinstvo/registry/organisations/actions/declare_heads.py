"""How many members an organisation had on a day, by its papers."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.state_change import state_change
from edinstvo.registry.organisations.models import DeclaredHeads, Organisation
from edinstvo.registry.organisations.permissions import require_stating_figures


def declare_heads(
    *,
    actor: Actor,
    organisation: Organisation,
    workers: int,
    students: int,
    retired: int,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """State how many members paper counts there from the day `on` until said otherwise; return the organisation.

    The same day again is a correction. Said twice, done once. Raises PowerMissing, DayNotCome, BeforeFounding,
    OrganisationClosed, NothingChanges, EditedMeanwhile.
    """
    require_stating_figures(actor, organisation)
    refuse_future_day(on=on, at=at)
    said = DeclaredHeads(organisation=organisation, valid_from=on, known_since=at, decision=decision)
    said.workers = workers
    said.students = students
    said.retired = retired
    return state_change(
        actor=actor,
        verb="organisation_heads_declared",
        said=said,
        fields=("workers", "students", "retired"),
        expected_version=expected_version,
        require=require_stating_figures,
    )
