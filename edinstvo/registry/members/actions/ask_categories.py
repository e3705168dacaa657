"""Ask for a category to be set for everybody of a list, in the background."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.members.models import BulkAct, BulkLine, Membership
from edinstvo.registry.members.permissions import kept_by
from edinstvo.registry.members.queries.asked import places_for
from edinstvo.registry.members.queries.kept_filters import as_json
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters

SETTING = "members.categories"
TITLE = gettext_noop("Setting the category")
# One transaction holds them all: a branch with more is done in parts.
MOST_AT_ONCE = 20_000


class CountChanged(Exception):
    """The list is not as long as it was when its number was agreed to; `count` is the present one."""

    def __init__(self, *, count: int) -> None:
        super().__init__(f"there are {count} now")
        self.count = count


class TooMany(Exception):
    """More than MOST_AT_ONCE."""


def those_concerned(*, filters: Filters, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """Whoever of the list is on record today and kept by the actor; at most one more than may be done at once."""
    rows = filtered(filters=filters, on=on, seen_by=seen_by).filter(Membership.OPEN, kept_by(seen_by))
    return rows.order_by("id")[: MOST_AT_ONCE + 1]


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
    places = places_for(Power.KEEP_MEMBERS, organisation=filters.organisation, seen_by=actor)
    if not places:
        raise PowerMissing(power=Power.KEEP_MEMBERS)
    ids = list(those_concerned(filters=filters, on=on, seen_by=actor).values_list("pk", flat=True))
    if len(ids) > MOST_AT_ONCE:
        raise TooMany
    if len(ids) != expected:
        raise CountChanged(count=len(ids))
    asked = {"filters": as_json(filters), "words": words[:600], "place_ids": [place.pk for place in places]}
    who = {"asked_by_id": actor.user_id, "asked_by_name": actor.name, "asked_at": at}
    with transaction.atomic():
        act = BulkAct.objects.create(**asked, **who, category=category, since=since)
        BulkLine.objects.bulk_create([BulkLine(act=act, membership_id=id_) for id_ in ids], batch_size=5000)
        act.work_id = start_work(actor=actor, kind=SETTING, title=TITLE, parameters={"act": act.pk}, at=at).pk
        act.save(update_fields=["work_id"])
    return act
