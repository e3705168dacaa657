"""People in the offices of the small union, elected through the acts themselves."""

from datetime import date
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power, Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.offices.actions.appoint_staff import appoint_staff
from edinstvo.registry.offices.actions.bind_login import bind_login
from edinstvo.registry.offices.actions.fill_office import fill_office
from edinstvo.registry.offices.actions.refuse_end import End
from edinstvo.registry.offices.models import Appointment, Mandate
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, a_user
from tests.registry.members.people import a_member

ELECTED = date(2024, 10, 15)


def elected(
    place: Organisation,
    office: str = "chair",
    person_id: int | None = None,
    *,
    since: date = ELECTED,
    actor: Actor = OPERATOR,
    succeeds: bool = False,
    name: str = "Ветрова Нина Степановна",
    record: Organisation | None = None,
    end: End | None = None,
    **said: Any,
) -> Mandate:
    """Somebody in an office of the place; a new member of it (or of `record`) unless a person is named."""
    if person_id is None:
        person_id = a_member(record or place, name, is_another_person=True).person_id
    return fill_office(
        actor=actor,
        organisation=place,
        office=office,
        person_id=person_id,
        details=MandateDetails(since=since, **said),
        at=NOW,
        succeeds=succeeds,
        end=end,
    )


def appointed(place: Organisation, role: Role = Role.STAFF, login: str = "osipova", **said: Any) -> Appointment:
    """Somebody of the staff of the place, who has not come in yet."""
    actor = said.pop("actor", OPERATOR)
    named = {"name": "Осипова Вера Павловна", "since": ELECTED, "decision": "Распоряжение № 3", "at": NOW}
    return appoint_staff(actor=actor, organisation=place, login=login, role=role, **{**named, **said})


def with_login(mandate: Mandate, login: str = "vetrova") -> User:
    """The holder's own login, with the powers of their offices."""
    user = a_user(login, name=mandate.person.full_name)
    bind_login(actor=OPERATOR, user=user, person_id=mandate.person_id, at=NOW)
    return user


def keeps(user: User, place: object, on: date = TODAY) -> bool:
    """Whether the user's next request would find them with powers there."""
    return actor_of(user, on=on, address="").may(Power.KEEP_MEMBERS, at=place)  # type: ignore[arg-type]  # placed
