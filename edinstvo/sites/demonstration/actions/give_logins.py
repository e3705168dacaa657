"""Give the shown people their logins: one phrase opens them all, as the table of logins says."""

from datetime import date

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.give_grant import give_grant
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Role
from edinstvo.sites.demonstration.actions.world import LOADER, World
from edinstvo.sites.demonstration.rules.logins import PASSWORD, SHOWN_LOGINS
from edinstvo.sites.demonstration.rules.tree import UNION


def give_logins(*, world: World, on: date) -> None:
    """Whose organisation stands and who has no login yet gets one, with the role in its branch from that day on."""
    at = world.office_hour(on)
    for shown in SHOWN_LOGINS:
        if shown.login in world.users or shown.at not in world.ids:
            continue
        place = world.organisation(shown.at)
        user = create_user(actor=LOADER, login=shown.login, name=shown.name, at=at, password=PASSWORD)
        give_grant(
            actor=LOADER,
            user=user,
            role=Role(shown.role),
            level=place.level or Level.PRIMARY,
            organisation_id=0 if shown.at == UNION else place.pk,
            valid_from=on,
            at=at,
            place=place,
        )
        world.users[shown.login] = user
