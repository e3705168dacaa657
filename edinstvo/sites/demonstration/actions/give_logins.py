"""Give the shown people their logins: one phrase opens them all, as the table of logins says."""

from datetime import date, datetime

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.give_grant import give_grant
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.offices.actions.appoint_staff import appoint_staff
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.world import LOADER, World
from edinstvo.sites.demonstration.rules.logins import PASSWORD, SHOWN_LOGINS, ShownLogin


def give_logins(*, world: World, on: date) -> None:
    """Whose organisation stands and who has no login yet gets one, with the role in its branch from that day on."""
    at = world.office_hour(on)
    for shown in SHOWN_LOGINS:
        if shown.login in world.users or shown.at not in world.ids:
            continue
        place = world.organisation(shown.at)
        world.users[shown.login] = give_login(shown, place, on=on, at=at)


def give_login(shown: ShownLogin, place: Organisation, *, on: date, at: datetime) -> User:
    """The login of a chair, or of somebody appointed to the staff, with the phrase that opens all of them."""
    give = _give_chair if shown.role == Role.CHAIR else _appoint
    return give(shown, place, on, at)


def _give_chair(shown: ShownLogin, place: Organisation, on: date, at: datetime) -> User:
    """A chair before the election: `elect_officers` says whose login it is."""
    user = create_user(actor=LOADER, login=shown.login, name=shown.name, at=at, password=PASSWORD)
    give_grant(
        actor=LOADER,
        user=user,
        role=Role.CHAIR,
        level=place.level or Level.PRIMARY,
        organisation_id=place.pk,
        valid_from=on,
        at=at,
        place=place,
    )
    return user


def _appoint(shown: ShownLogin, place: Organisation, on: date, at: datetime) -> User:
    appointment = appoint_staff(
        actor=LOADER,
        organisation=place,
        name=shown.name,
        login=shown.login,
        role=Role(shown.role),
        since=on,
        decision="Постановление президиума",
        at=at,
        password=PASSWORD,
    )
    return appointment.user
