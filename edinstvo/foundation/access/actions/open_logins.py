"""Give many people their logins at once, with the roles that they come with; nobody has a password yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actions.create_user import LoginTaken
from edinstvo.foundation.access.actions.give_grant import require_giving
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level, Placed
from edinstvo.foundation.access.logins import read_login
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role


@dataclass(frozen=True)
class RoleAt:
    """A role in a branch, and the place of the organisation that heads it; its id is 0 for the whole union."""

    role: Role
    level: Level
    organisation_id: int
    place: Placed


@dataclass(frozen=True)
class Opening:
    """One login to be opened: how it is written, whose it is, and the roles that it gets."""

    login: str
    name: str
    roles: Sequence[RoleAt]


def open_logins(*, actor: Actor, openings: Sequence[Opening], on: date, at: datetime) -> list[tuple[User, list[Grant]]]:
    """The users in the same order, each with a grant for each of their roles, valid from `on`.

    Inside the caller's transaction; the caller writes one entry for all of them into the journal, and says how people
    come in for the first time. Raises PowerMissing, LoginMistyped, LoginTaken.
    """
    for opening in openings:
        for role in opening.roles:
            require_giving(actor=actor, role=role.role, place=role.place)
    users = [_user(opening, at) for opening in openings]
    try:
        with transaction.atomic():
            User.objects.bulk_create(users)
    except IntegrityError as error:
        raise LoginTaken from error
    grants = [[_grant(user, role, on) for role in one.roles] for user, one in zip(users, openings, strict=True)]
    Grant.objects.bulk_create([grant for of_user in grants for grant in of_user])
    return list(zip(users, grants, strict=True))


def _user(opening: Opening, at: datetime) -> User:
    return User(login=read_login(opening.login), name=opening.name[:200], password=make_password(None), created_at=at)


def _grant(user: User, role: RoleAt, on: date) -> Grant:
    return Grant(user=user, role=role.role, level=role.level, organisation_id=role.organisation_id, valid_from=on)
