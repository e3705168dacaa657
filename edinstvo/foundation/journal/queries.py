"""Reading the journal, by branch or by object."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry


def entries(*, seen_by: Actor) -> QuerySet[Entry]:
    """The entries of the branches whose journal the actor may read, newest first."""
    return Entry.objects.filter(seen_by.scope(Power.READ_JOURNAL)).order_by("-id")


def entries_about(*, type: str, id: int, seen_by: Actor) -> QuerySet[Entry]:
    """The acts done to one object, newest first, as far as the actor may read the journal."""
    return entries(seen_by=seen_by).filter(object_type=type, object_id=id)
