"""What a person may see of background work: their own."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.models import Work


def works_of(*, seen_by: Actor) -> QuerySet[Work]:
    """The works that this person asked for, newest first; nobody's for an actor without a login."""
    return Work.objects.filter(started_by_id=seen_by.user_id, started_by_id__isnull=False).order_by("-id")


def work_of(*, work_id: int, seen_by: Actor) -> Work | None:
    """One of the person's own works, or None. A slice with a wider rule (a whole committee) checks its own row."""
    return works_of(seen_by=seen_by).filter(pk=work_id).first()
