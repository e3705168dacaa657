"""Who comes to the home page, and what they may find there."""

from typing import Any

from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, a_user
from tests.registry.members.people import BEGAN, a_member

COMPLETE = MembershipDetails(joined_on=BEGAN, category="pedagogical")


def come_in(client: Client, role: Role, place: Organisation, *, login: str = "oreshkina") -> None:
    """Sign in somebody with this one role."""
    client.force_login(a_user(login, name="Орешкина Светлана Николаевна", grants=[(role, place)]))


def a_list(place: Organisation, name: str, state: State) -> ImportPlan:
    """A list that somebody brought, in some state."""
    return ImportPlan.objects.create(
        organisation=place,
        **place.branch_columns,
        file_name=name,
        state=state,
        brought_by_name="Кто-то",
        brought_at=NOW,
    )


def a_complete_member(place: Organisation, name: str) -> Any:
    """Somebody whose record lacks nothing."""
    return a_member(place, name, sex="female", phone="+79101234567", details=COMPLETE)
