"""Live the last month of the shown school through its chair, so that its journal tells something."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TypeVar

from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.end_membership import end_membership
from edinstvo.registry.members.models import EndReason, Membership, Person
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.sites.demonstration.actions.rename_brides import rename
from edinstvo.sites.demonstration.actions.world import World
from edinstvo.sites.demonstration.rules.calendar import working_day
from edinstvo.sites.demonstration.rules.names import Namer
from edinstvo.sites.demonstration.rules.showcase import SHOWN_SCHOOL, details_of
from edinstvo.sites.demonstration.rules.tree import SHOWCASE

Details = TypeVar("Details", PersonDetails, MembershipDetails)


def keep_last_month(*, world: World) -> None:
    """Two edits, an admission, a leaving, a wedding; nobody whom the pictures show is touched."""
    others = _others(world)
    _edit(world, others[0], _day(world, 26), phone="+79105550171", email=others[0].person.email)
    _edit(world, others[1], _day(world, 25), phone=others[1].person.phone, email="kabinet12@example.org")
    _admit(world, _day(world, 19))
    _end(world, others[2], _day(world, 12))
    bride = min(others[3:], key=lambda one: (one.person.sex != "female", -(one.birth_date or date.min).toordinal()))
    rename(world=world, membership=bride, day=_day(world, 6), namer=Namer(world.rng), login="chair")


def _day(world: World, days_ago: int) -> date:
    calendar = world.plan.calendar
    return working_day(calendar.today - timedelta(days=days_ago), since=calendar.eve)


def _others(world: World) -> list[Membership]:
    """Members of the school who are not drawn by hand, the oldest first."""
    by_hand = [row["last"] for row in SHOWCASE["people"]]
    here = Membership.objects.filter(Membership.OPEN, organisation_id=world.ids[SHOWN_SCHOOL])
    return list(here.exclude(person__last_name__in=by_hand).select_related("person").order_by("birth_date", "pk"))


def _edit(world: World, membership: Membership, day: date, *, phone: str, email: str) -> None:
    edit_member(
        actor=world.actor("chair"),
        membership_id=membership.pk,
        expected=_versions(membership),
        person=replace(_said(membership.person, PersonDetails), phone=phone, email=email),
        details=_said(membership, MembershipDetails),
        category_from=day,
        on=day,
        at=world.office_hour(day),
    )


def _admit(world: World, day: date) -> None:
    row = SHOWCASE["newcomer"]
    admit_member(
        actor=world.actor("chair"),
        organisation=world.organisation(SHOWN_SCHOOL),
        person=details_of(row),
        membership=MembershipDetails(
            application_on=day - timedelta(days=5),
            decision_on=day,
            decision_number="9",
            joined_on=day,
            category=row["category"],
            position=row["position"],
        ),
        on=day,
        registered_on=day,
        at=world.office_hour(day),
    )


def _end(world: World, membership: Membership, day: date) -> None:
    end_membership(
        actor=world.actor("chair"),
        membership_id=membership.pk,
        expected=_versions(membership),
        ended_on=day,
        reason=EndReason.OWN_WISH,
        decision="Личное заявление",
        on=day,
        at=world.office_hour(day),
    )


def _versions(membership: Membership) -> Versions:
    return Versions(person=membership.person.version, membership=membership.version)


def _said(row: Person | Membership, details: type[Details]) -> Details:
    return details(**{field.name: getattr(row, field.name) for field in fields(details)})
