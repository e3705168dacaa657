"""Ask for a consent to be entered for many at once: those ticked on a page, or everybody of a list."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.consents.actions.give_consent import text_for
from edinstvo.registry.consents.models import ManyConsents, ManyConsentsLine
from edinstvo.registry.consents.queries.missing import Asked, lacking
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.asked import places_for
from edinstvo.registry.members.queries.kept_filters import as_json
from edinstvo.registry.members.queries.narrowing import Filters

ENTERING = "consents.many"
TITLE = gettext_noop("Entering consents")
# One transaction holds them all: a branch with more is done in parts.
MOST_AT_ONCE = 20_000


class CountChanged(Exception):
    """The list is not as long as it was when its number was agreed to; `count` is the present one."""

    def __init__(self, *, count: int) -> None:
        super().__init__(f"there are {count} now")
        self.count = count


class TooMany(Exception):
    """More than MOST_AT_ONCE."""


class NobodyChosen(Exception):
    """Nobody is ticked whom the actor keeps."""


def those_concerned(asked: Asked, *, on: date, seen_by: Actor) -> list[int]:
    """The stays of everybody of the list; at most one more than may be done at once."""
    rows = lacking(asked, on=on, seen_by=seen_by).order_by("id")
    return list(rows.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])


def ask_for_list(
    *, actor: Actor, asked: Asked, words: str, details: ConsentDetails, expected: int, on: date, at: datetime
) -> ManyConsents:
    """Everybody of the list, as many as were agreed to, with the work that will do it.

    Raises CountChanged, TooMany, PowerMissing, DayToCome, NoTextThen.
    """
    ids = those_concerned(asked, on=on, seen_by=actor)
    if len(ids) > MOST_AT_ONCE:
        raise TooMany
    if len(ids) != expected:
        raise CountChanged(count=len(ids))
    with transaction.atomic():
        act = _written(actor, asked, words, details, ids, on, at)
        act.work_id = start_work(actor=actor, kind=ENTERING, title=TITLE, parameters={"act": act.pk}, at=at).pk
        act.save(update_fields=["work_id"])
    return act


def ask_for_ticked(
    *,
    actor: Actor,
    asked: Asked,
    words: str,
    details: ConsentDetails,
    membership_ids: Collection[int],
    on: date,
    at: datetime,
) -> ManyConsents:
    """Those ticked whom the actor keeps; the caller does it at once (`enter_many`), in the same transaction.

    Raises NobodyChosen, PowerMissing, DayToCome, NoTextThen.
    """
    kept = Membership.objects.filter(Membership.OPEN, actor.scope(Power.KEEP_MEMBERS), pk__in=membership_ids)
    ids = list(kept.order_by("id").values_list("pk", flat=True))
    if not ids:
        raise NobodyChosen
    return _written(actor, asked, words, details, ids, on, at)


def _written(
    actor: Actor, asked: Asked, words: str, details: ConsentDetails, ids: list[int], on: date, at: datetime
) -> ManyConsents:
    places = places_for(Power.KEEP_MEMBERS, organisation=asked.organisation, seen_by=actor)
    if not places:
        raise PowerMissing(power=Power.KEEP_MEMBERS)
    text_for(kind=asked.kind.code, given_on=details.given_on, on=on)
    act = ManyConsents.objects.create(
        filters=as_json(Filters(organisation=asked.organisation, category=asked.category)),
        words=words[:600],
        place_ids=[place.pk for place in places],
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
        asked_at=at,
        kind=asked.kind,
        given_on=details.given_on,
        channel=details.channel,
        paper_number=details.paper_number,
    )
    lines = (ManyConsentsLine(act=act, membership_id=id_) for id_ in ids)
    ManyConsentsLine.objects.bulk_create(lines, batch_size=5000)
    return act
