"""The organisations of the demonstration, who can sign in to look at them, and what a simulation has left behind."""

from dataclasses import dataclass

from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.sites.demonstration.rules.logins import SHOWN_LOGINS

SIMULATION_BEGUN, SIMULATION_COMPLETED = "simulation_begun", "simulation_completed"


@dataclass(frozen=True)
class Listed:
    """An open organisation: its ИНПО (ten digits, None for parts of a primary), its members with those below it."""

    inpo: str | None
    name: str
    type: str
    members: int


@dataclass(frozen=True)
class Login:
    """A login of the demonstration, whose it is, and where its role holds."""

    login: str
    name: str
    role: Role
    organisation: str


def listed_organisations() -> list[Listed]:
    """All open organisations, parents before what stands under them: two queries."""
    rows = list(Organisation.objects.filter(closed_on=None).order_by("path"))
    members = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in rows])
    return [Listed(row.inpo, row.name, row.type, members[row.pk]) for row in rows]


def logins() -> list[Login]:
    """The shown logins, from the centre down, as far as they exist."""
    shown = {one.login: place for place, one in enumerate(SHOWN_LOGINS)}
    users = User.objects.filter(login__in=shown, is_active=True)
    grants = Grant.objects.filter(user__in=users, valid_until=None).select_related("user")
    places = [grant.organisation_id for grant in grants]
    names = dict(Organisation.objects.filter(pk__in=places).values_list("pk", "name"))
    union = Organisation.objects.filter(type=OrganisationType.UNION).values_list("name", flat=True).first() or ""
    rows = [
        Login(grant.user.login, grant.user.name, Role(grant.role), names.get(grant.organisation_id, union))
        for grant in grants
    ]
    return sorted(rows, key=lambda row: shown[row.login])


def begun_simulation() -> Entry | None:
    """What the journal says of the simulation that founded this register; None where there was none."""
    return Entry.objects.filter(verb=SIMULATION_BEGUN).first()


def is_simulation_complete(begun: Entry) -> bool:
    """Whether the simulation has come to its end: since then the register is people's own."""
    about = {"object_type": begun.object_type, "object_id": begun.object_id}
    return Entry.objects.filter(verb=SIMULATION_COMPLETED, **about).exists()
