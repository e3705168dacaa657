"""Whoever asked for a piece of background work, as it is done."""

from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.queue.models import Work


def asker_of(work: Work, *, on: date) -> Actor:
    """Whoever asked, with the powers they have on that day; a command's operator has no user behind them."""
    if work.started_by_id is None:
        return Actor.operator(name=work.started_by_name, command=work.address.removeprefix("command "))
    return actor_of(User.objects.get(pk=work.started_by_id), on=on, address=work.address)
