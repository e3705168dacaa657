"""Open an empty union for its first administrator."""

from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.give_grant import give_grant
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role

LOGIN = "administrator"
VALID_FOR = timedelta(days=7)


def invite_first_administrator(*, actor: Actor, name: str, on: date, at: datetime) -> str | None:
    """The token of a link that is good for a week, or None once anybody at all can sign in.

    The user is made once; every further call only replaces the link, so that a lost one is no harm.
    """
    with transaction.atomic():
        if _somebody_can_sign_in():
            return None
        user = User.objects.filter(login=LOGIN).first() or _make(actor=actor, name=name, on=on, at=at)
        return issue_one_time_link(actor=actor, user=user, at=at, valid_for=VALID_FOR)


def _somebody_can_sign_in() -> bool:
    return User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def _make(*, actor: Actor, name: str, on: date, at: datetime) -> User:
    user = create_user(actor=actor, login=LOGIN, name=name, at=at)
    give_grant(
        actor=actor,
        user=user,
        role=Role.ADMINISTRATOR,
        level=Level.UNION,
        organisation_id=0,
        valid_from=on,
        at=at,
    )
    return user
