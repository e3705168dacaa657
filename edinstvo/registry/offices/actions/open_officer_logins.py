"""Open logins for those addressees of letters who have none, with the powers of all their offices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actions.open_logins import Opening, RoleAt, open_logins
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.registry.offices.actions.addressees import Addressee
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.rules import login_for, role_of


def open_officer_logins(
    *, actor: Actor, addressees: list[Addressee], at: datetime
) -> list[tuple[Mandate, OfficerLogin]]:
    """The mandates of the addressees in the same order, each with its holder's login. Raises PowerMissing."""
    without = [one.mandate for one in addressees if one.login is None]
    opened = dict(_opened(actor, without, at)) if without else {}
    return [(one.mandate, one.login or opened[one.mandate.person_id]) for one in addressees]


def _opened(actor: Actor, mandates: list[Mandate], at: datetime) -> Iterator[tuple[int, OfficerLogin]]:
    """(person, their new login) for each of the mandates."""
    held = _offices_of([one.person_id for one in mandates])
    names = _free_logins([one.organisation.inpo or "" for one in mandates])
    openings = [
        Opening(login, one.person.full_name, list(_roles(held[one.person_id])))
        for login, one in zip(names, mandates, strict=True)
    ]
    opened = open_logins(actor=actor, openings=openings, on=timezone.localdate(at), at=at)
    logins = [OfficerLogin(user=user, person_id=one.person_id) for (user, _), one in zip(opened, mandates, strict=True)]
    OfficerLogin.objects.bulk_create(logins)
    for login, (_, grants) in zip(logins, opened, strict=True):
        _note_grants(held[login.person_id], grants)
        yield login.person_id, login
    Mandate.objects.bulk_update([one for of_person in held.values() for one in of_person], ["grant_id"], 1000)


def _note_grants(mandates: list[Mandate], grants: list[Grant]) -> None:
    """Each mandate knows the grant that it has written."""
    by_role = {(grant.role, grant.organisation_id): grant.pk for grant in grants}
    for mandate in mandates:
        role = _role_at(mandate)
        mandate.grant_id = by_role[role.role, role.organisation_id] if role else None


def _offices_of(people: list[int]) -> dict[int, list[Mandate]]:
    """{person: their open mandates}: a chair can hold other offices too."""
    held: dict[int, list[Mandate]] = defaultdict(list)
    rows = Mandate.objects.filter(Mandate.OPEN, person__in=people).select_related("organisation")
    for mandate in rows.order_by("pk"):
        held[mandate.person_id].append(mandate)
    return held


def _roles(mandates: list[Mandate]) -> Iterable[RoleAt]:
    """Each role at each place once: two offices that carry the same share its grant."""
    roles = {(role.role, role.organisation_id): role for mandate in mandates if (role := _role_at(mandate))}
    return roles.values()


def _role_at(mandate: Mandate) -> RoleAt | None:
    organisation = mandate.organisation
    role = role_of(office=mandate.office, level=organisation.level)
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
