"""The cast of the tests: a small union, made through its own actions, and the people who act in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from tests.kept_rows import KeptRows

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FOUNDED = date(1990, 9, 1)
PASSWORD = "a long enough sentence"
OPERATOR = Actor.operator(name="Operator", command="cast")
SMALL_UNION = KeptRows()
_NAMES: dict[str, str] = {}


@dataclass(frozen=True)
class Cast:
    """Two regions: Kostroma with two territories, Oryol with one; schools below, a college with parts."""

    union: Organisation
    kostroma: Organisation
    galich: Organisation
    berezovka: Organisation
    lyceum: Organisation
    buy: Organisation
    buy_school: Organisation
    college: Organisation
    evening_department: Organisation
    group: Organisation
    university: Organisation
    oryol: Organisation
    mtsensk: Organisation
    mtsensk_school: Organisation

    def everything(self) -> list[Organisation]:
        """All organisations, from the top down."""
        return list(vars(self).values())


def a_union() -> Cast:
    """The small union; nobody has a login yet.

    It is founded once in a session, by its own acts; whoever wants it again gets the same rows, which takes a tenth of
    the time.
    """
    if not SMALL_UNION.is_known:
        with SMALL_UNION.learning():
            return _founded()
    SMALL_UNION.put_back()
    rows = list(Organisation.objects.order_by("id"))
    by_id = {row.pk: row for row in rows}
    for row in rows:
        row.parent = by_id[row.parent_id] if row.parent_id else None
    by_name = {row.name: row for row in rows}
    return Cast(**{role: by_name[name] for role, name in _NAMES.items()})


def _founded() -> Cast:
    cast = _found_it()
    _NAMES.update({role: place.name for role, place in vars(cast).items()})
    return cast


def _found_it() -> Cast:
    union = found_union(
        actor=OPERATOR,
        name="Общероссийский Профсоюз образования",
        short_name="Профсоюз образования",
        on=FOUNDED,
        at=NOW,
        decision="Учредительный съезд",
    )
    kostroma = a_region(union, "Костромская областная организация", seat="44")
    galich = a_territory(kostroma, "Галичская районная организация")
    buy = a_territory(kostroma, "Буйская городская организация")
    college = a_primary(buy, "ППО Буйского колледжа")
    department = found(college, "Заочное отделение колледжа", type=OrganisationType.SUBDIVISION)
    oryol = a_region(union, "Орловская областная организация", seat="57")
    mtsensk = a_territory(oryol, "Мценская районная организация")
    return Cast(
        union=union,
        kostroma=kostroma,
        galich=galich,
        berezovka=a_primary(galich, "ППО Берёзовской средней школы"),
        lyceum=a_primary(galich, "ППО Лицея № 1 имени академика Н. Н. Семёнова города Галича Костромской области"),
        buy=buy,
        buy_school=a_primary(buy, "ППО школы № 2 города Буя"),
        college=college,
        evening_department=department,
        group=found(department, "Профгруппа преподавателей", type=OrganisationType.GROUP),
        university=found(
            kostroma, "ППО Костромского университета", type=OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS
        ),
        oryol=oryol,
        mtsensk=mtsensk,
        mtsensk_school=a_primary(mtsensk, "ППО школы № 3 города Мценска"),
    )


def a_region(union: Organisation, name: str, *, seat: str) -> Organisation:
    """A regional organisation that covers the subject of its seat."""
    return found(union, name, type=OrganisationType.REGIONAL, seat=seat)


def a_territory(region: Organisation, name: str) -> Organisation:
    """A territorial organisation."""
    return found(region, name, type=OrganisationType.TERRITORIAL)


def a_primary(parent: Organisation, name: str) -> Organisation:
    """A primary organisation, under a territory or right under a region."""
    return found(parent, name, type=OrganisationType.PRIMARY)


def found(
    parent: Organisation, name: str, *, type: str, seat: str = "", on: date = FOUNDED, at: datetime = NOW
) -> Organisation:
    """Found an organisation of any type under the parent, by the operator."""
    return found_organisation(
        actor=OPERATOR,
        type=type,
        parent=parent,
        name=name,
        short_name=name[:160],
        on=on,
        at=at,
        decision="Постановление президиума № 1-1",
        seat=seat,
    )


def a_user(
    login: str, *, name: str = "", password: str | None = None, grants: Iterable[tuple[Role, Organisation]] = ()
) -> User:
    """Somebody with a login and roles since the founding of the union; a password only where a test types it."""
    user = User(login=login, name=name or login.title(), created_at=NOW)
    user.set_password(password)
    user.save()
    for role, place in grants:
        level = place.level or Level.PRIMARY
        Grant.objects.create(
            user=user,
            role=role,
            level=level,
            organisation_id=0 if level is Level.UNION else place.pk,
            valid_from=FOUNDED,
        )
    return user


def actor(role: Role, place: Organisation, *, login: str = "") -> Actor:
    """The actor that a user with this one role at this place is today."""
    user = a_user(login or f"{role}-{place.pk}", grants=[(role, place)])
    return actor_of(user, on=TODAY, address="192.0.2.7")


def visitor(role: Role, place: Organisation) -> Client:
    """A browser in which somebody with this one role at this place is signed in."""
    client = Client()
    client.force_login(a_user(f"visitor-{role}-{place.pk}", name="Орехова Светлана Николаевна", grants=[(role, place)]))
    return client


def chair(place: Organisation) -> Actor:
    """The chair of a primary, or of anything else."""
    return actor(Role.CHAIR, place)


def staff(place: Organisation) -> Actor:
    """A member of the staff of a territorial, regional or the central committee."""
    return actor(Role.STAFF, place)


def auditor(place: Organisation) -> Actor:
    """Somebody who sees everything there and changes nothing."""
    return actor(Role.AUDITOR, place)
