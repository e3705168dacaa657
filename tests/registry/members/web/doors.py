"""Coming through the door as somebody, as a browser does."""

from django.test import Client

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from tests.cast import a_user

# A page asks at most twelve times (issue 2, data.md); a test wraps it in a savepoint, which is two more.
QUERIES = 12 + 2


def signed_in(role: Role, place: Organisation) -> Client:
    """A browser in which somebody with this one role has signed in."""
    login = f"{role}-at-{place.pk}"
    return browser_of(User.objects.filter(login=login).first() or a_user(login, grants=[(role, place)]))


def chair_of(place: Organisation) -> Client:
    """The chair's browser."""
    return signed_in(Role.CHAIR, place)


def browser_of(user: User) -> Client:
    """A browser in which this user has signed in."""
    client = Client()
    client.force_login(user)
    return client
