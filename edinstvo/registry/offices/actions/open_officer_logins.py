"""Open logins for those addressees of letters who have none, with the powers of all their offices."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.utils import timezone

from edinstvo.foundation.access.actions.open_logins import Opening, RoleAt, open_logins
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.registry.offices.actions.addressees import Addressee
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode, login_for, role_of
from edinstvo.registry.organisations.models import Organisation

_GIVE = """
UPDATE offices_mandate m SET grant_id = given.grant_id
FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, grant_id) WHERE m.id = given.id
"""


def open_officer_logins(
    *, actor: Actor, addressees: list[Addressee], at: datetime
) -> list[tuple[Addressee, OfficerLogin]]:
    """The addressees in the same order, each with the login, opened now or before. Raises PowerMissing."""
    without = [one for one in addressees if one.login is None]
    opened = {one.organisation.pk: login for one, login in _opened(actor, without, at)} if without else {}
    return [(one, one.login or opened[one.organisation.pk]) for one in addressees]


def _opened(actor: Actor, chairs: list[Addressee], at: datetime) -> list[tuple[Addressee, OfficerLogin]]:
    held = _offices_of([one.mandate.person_id for one in chairs if one.mandate])
    names = _free_logins([one.organisation.inpo or "" for one in chairs])
    openings = [Opening(login, one.name, list(_roles(one, held))) for login, one in zip(names, chairs, strict=True)]
    users = open_logins(actor=actor, openings=openings, on=timezone.localdate(at), at=at)
    logins = [_login(one, user, grants) for one, (user, grants) in zip(chairs, users, strict=True)]
    OfficerLogin.objects.bulk_create(logins)
    for one, (_, grants) in zip(chairs, users, strict=True):
        if one.mandate:
            _note_grants(held[one.mandate.person_id], grants)
    _keep_grants([one for of_person in held.values() for one in of_person])
    return list(zip(chairs, logins, strict=True))


def _login(one: Addressee, user: User, grants: list[Grant]) -> OfficerLogin:
    if one.mandate:
        return OfficerLogin(user=user, person_id=one.mandate.person_id)
    return OfficerLogin(user=user, organisation=one.organisation, grant_id=grants[0].pk)


def _note_grants(mandates: list[Mandate], grants: list[Grant]) -> None:
    """Each mandate knows the grant that it has written."""
    by_role = {(grant.role, grant.organisation_id): grant.pk for grant in grants}
    for mandate in mandates:
        role = _role_at(mandate.organisation, mandate.office)
        mandate.grant_id = by_role[role.role, role.organisation_id] if role else None


def _keep_grants(mandates: list[Mandate]) -> None:
    """One statement: `bulk_update` took longer to be put together than all the rows of an issue to be written."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, [[one.pk for one in mandates], [one.grant_id for one in mandates]])


def _offices_of(people: list[int]) -> dict[int, list[Mandate]]:
    """{person: their open mandates}: a chair can hold other offices too."""
    held: dict[int, list[Mandate]] = defaultdict(list)
    rows = Mandate.objects.filter(Mandate.OPEN, person__in=people).select_related("organisation")
    for mandate in rows.order_by("pk"):
        held[mandate.person_id].append(mandate)
    return held


def _roles(one: Addressee, held: dict[int, list[Mandate]]) -> Iterable[RoleAt]:
    """Each role at each place once: two offices that carry the same share its grant."""
    offices = [(one.organisation, OfficeCode.CHAIR.value)]
    if one.mandate:
        offices = [(mandate.organisation, mandate.office) for mandate in held[one.mandate.person_id]]
    found = (role for place, office in offices if (role := _role_at(place, office)))
    return {(role.role, role.organisation_id): role for role in found}.values()


def _role_at(organisation: Organisation, office: str) -> RoleAt | None:
    role = role_of(office=office, level=organisation.level)
    if role is None or organisation.level is None:
        return None
    id_ = 0 if organisation.level is Level.UNION else organisation.pk
    return RoleAt(role=role, level=organisation.level, organisation_id=id_, place=organisation.place)


def _free_logins(numbers: list[str]) -> list[str]:
    """A free login for each number, in the same order."""
    like = User.objects.filter(login__startswith=_beginning(numbers))
    taken = set(like.values_list("login", flat=True))
    logins = []
    for number in numbers:
        login = login_for(inpo=number, taken=taken)
        taken.add(login)
        logins.append(login)
    return logins


def _beginning(numbers: list[str]) -> str:
    """What all of them begin with."""
    first, last = min(numbers), max(numbers)
    same = next((place for place in range(len(first)) if not last.startswith(first[: place + 1])), len(first))
    return first[:same]
