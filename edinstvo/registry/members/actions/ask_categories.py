"""Ask for a category to be set for everybody of a list, in the background."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.actions.ask_of_many import as_many_as_agreed, columns_of, start, write_lines
from edinstvo.registry.members.models import BulkAct, Membership
from edinstvo.registry.members.permissions import kept_by
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters

SETTING = "members.categories"
TITLE = gettext_noop("Setting the category")


def those_concerned(*, filters: Filters, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """Whoever of the list is on record today and kept by the actor."""
    return filtered(filters=filters, on=on, seen_by=seen_by).filter(Membership.OPEN, kept_by(seen_by))


def ask_categories(
    *,
    actor: Actor,
    filters: Filters,
    words: str,
    category: str,
    since: date,
    expected: int,
    on: date,
    at: datetime,
) -> BulkAct:
    """Write down who is concerned, as many as were agreed to, with the work that will do it.

    Raises CountChanged, TooMany, PowerMissing.
    """
    columns = columns_of(actor=actor, power=Power.KEEP_MEMBERS, filters=filters, words=words, at=at)
    ids = as_many_as_agreed(those_concerned(filters=filters, on=on, seen_by=actor), expected=expected)
    with transaction.atomic():
        act = BulkAct.objects.create(**columns, category=category, since=since)
        write_lines(act, ids)
        start(act, actor=actor, kind=SETTING, title=TITLE)
    return act
