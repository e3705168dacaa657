"""How many work and study in the institution of an organisation, from a day on."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.state_change import state_change
from edinstvo.registry.organisations.models import Organisation, Workforce
from edinstvo.registry.organisations.permissions import require_stating_figures
from edinstvo.registry.organisations.queries.figures import members_in_workforce


class MoreMembersThanPeople(Exception):
    """More `members` who are no pensioners are on record there than are said to work and study."""

    def __init__(self, *, members: int) -> None:
        super().__init__(f"{members} members")
        self.members = members


def state_workforce(
    *,
    actor: Actor,
    organisation: Organisation,
    workers: int,
    students: int,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
    is_sure: bool = False,
) -> Organisation:
    """State how many work and study there from the day `on` until said otherwise; return the organisation.

    The yearly report counts the coverage from it (domain.md 3.1, rows 01 and 20).

    The same day again is a correction. Said twice, done once. Raises PowerMissing, DayNotCome, BeforeFounding,
    OrganisationClosed, NothingChanges, EditedMeanwhile, MoreMembersThanPeople: unless the person `is_sure`.
    """
    require_stating_figures(actor, organisation)
    refuse_future_day(on=on, at=at)
    members = members_in_workforce(organisation, on=on)
    if members > workers + students and not is_sure:
        raise MoreMembersThanPeople(members=members)
    said = Workforce(organisation=organisation, valid_from=on, known_since=at, decision=decision)
    said.workers = workers
    said.students = students
    return state_change(
        actor=actor,
        verb="organisation_workforce_stated",
        said=said,
        fields=("workers", "students"),
        expected_version=expected_version,
        require=require_stating_figures,
    )
