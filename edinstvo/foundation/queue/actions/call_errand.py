"""Have an errand run soon, in the transaction of the act that needs it."""

from procrastinate.contrib.django import app


def call_errand(*, name: str) -> None:
    """Queue one run of the `@errand` of this name; it begins after the caller's transaction is committed."""
    app.configure_task(name, lock=name, allow_unknown=False).defer()
