"""Two people of a list: as the register knows one of them before, and as somebody edits them since."""

from datetime import date, timedelta

from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan, PlanRow
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast

LATER = NOW + timedelta(hours=1)
ANNA = ["Иванова Анна Петровна", "12.03.1968", "8 910 555-01-12", "учитель математики", "01.09.1990"]
BORIS = ["Белозёрский-Воскресенский Борис Ильич", "30.07.1991", "", "", ""]


def commit(plan: ImportPlan) -> ImportPlan:
    """The plan brought into the register."""
    return commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)


def undo(plan: ImportPlan) -> ImportPlan:
    """The list taken back, an hour later."""
    return undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=LATER, report=say_nothing)


def actions(plan: ImportPlan) -> list[str]:
    """What is done with each row, in the order of the list."""
    return list(PlanRow.objects.filter(plan=plan).order_by("position").values_list("action", flat=True))


def admitted(cast: Cast, *, birth_date: date | None = date(1968, 3, 12), phone: str = "") -> Membership:
    """Anna, on record here before the list came."""
    return admit_member(
        actor=OPERATOR,
        organisation=cast.berezovka,
        person=PersonDetails(
            last_name="Иванова", first_name="Анна", middle_name="Петровна", birth_date=birth_date, phone=phone
        ),
        membership=MembershipDetails(joined_on=date(1990, 9, 1)),
        on=TODAY,
        registered_on=date(1990, 9, 1),
        at=NOW - timedelta(days=1),
    )


def edited(membership: Membership, *, phone: str, at: object = NOW) -> None:
    """The record with another telephone, typed by hand."""
    membership.refresh_from_db()
    human = membership.person
    edit_member(
        actor=OPERATOR,
        membership_id=membership.pk,
        expected=Versions(person=human.version, membership=membership.version),
        person=PersonDetails(
            last_name=human.last_name,
            first_name=human.first_name,
            middle_name=human.middle_name,
            birth_date=human.birth_date,
            phone=phone,
        ),
        details=MembershipDetails(joined_on=membership.joined_on, position=membership.position),
        category_from=TODAY,
        on=TODAY,
        at=at,  # type: ignore[arg-type]  # a datetime
    )
