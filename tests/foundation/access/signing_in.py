"""The form of signing in, as a browser sends it."""

from django.test import Client

from tests.cast import PASSWORD

SIGN_IN = "/sign-in/"


def sign_in(client: Client, login: str = "oreshkina", password: str = PASSWORD, **extra: str):  # type: ignore[no-untyped-def]  # the client's answer is a monkey-patched response
    """Send the form as a browser would."""
    return client.post(SIGN_IN, {"login": login, "password": password, **extra})
