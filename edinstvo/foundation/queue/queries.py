"""What a person may see of background work: their own; and who asked for a work."""

from datetime import date

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.queue.models import Work


def works_of(*, seen_by: Actor) -> QuerySet[Work]:
    """The works that this person asked for, newest first; nobody's for an actor without a login."""
    return Work.objects.filter(started_by_id=seen_by.user_id, started_by_id__isnull=False).order_by("-id")


def work_of(*, work_id: int, seen_by: Actor) -> Work | None:
    """One of the person's own works, or None. A slice with a wider rule (a whole committee) checks its own row."""
    return works_of(seen_by=seen_by).filter(pk=work_id).first()


def asker_of(work: Work, *, on: date) -> Actor:
    """Whoever asked, with the powers they have on the day; a command's operator has no user behind them."""
    if work.started_by_id is None:
        return Actor.operator(name=work.started_by_name, command=work.address.removeprefix("command "))
    return actor_of(User.objects.get(pk=work.started_by_id), on=on, address=work.address)
