"""People who are signed in: the chairs and the staff of measured organisations, with the cookies of their sessions."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils.crypto import get_random_string

from benchmarks.union import FOUNDED, NOW, OPERATOR
from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.give_grant import give_grant
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.second_factor import PASSED
from edinstvo.registry.organisations.models import Organisation


def sign_in(organisations: Iterable[Organisation]) -> Mapping[int, str]:
    """One visitor for each organisation: organisation id -> the value of a Cookie header."""
    return {organisation.pk: _cookie_of(_visitor(organisation)) for organisation in organisations}


def _visitor(organisation: Organisation) -> User:
    """The chair of a primary; of anything above it, somebody of the staff: there already in a register kept before."""
    level, login = organisation.level or Level.PRIMARY, f"bench-{organisation.pk}"
    if (there := User.objects.filter(login=login).first()) is not None:
        return there
    user = create_user(actor=OPERATOR, login=login, name="Орехова Светлана Николаевна", at=NOW, password=None)
    give_grant(
        actor=OPERATOR,
        user=user,
        role=Role.CHAIR if level is Level.PRIMARY else Role.STAFF,
        level=level,
        organisation_id=0 if level is Level.UNION else organisation.pk,
        valid_from=FOUNDED,
        at=NOW,
        place=organisation,
    )
    return user


def _cookie_of(user: User) -> str:
    """What a browser brings: the session as signing in writes it, without password and code (scrypt is no part of what
    is measured), and the secret of its forms.
    """
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[PASSED] = "app"
    session.save()
    secret = get_random_string(CSRF_SECRET_LENGTH)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={secret}"
