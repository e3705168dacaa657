"""Ask for a consent to be entered for many at once: those ticked on a page, or everybody of a list."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.actions.give_consent import text_for
from edinstvo.registry.consents.models import ManyConsents
from edinstvo.registry.consents.queries.missing import Asked, lacking
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.actions.ask_of_many import as_many_as_agreed, columns_of, start, write_lines
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.narrowing import Filters

ENTERING = "consents.many"
TITLE = gettext_noop("Entering consents")


class NobodyChosen(Exception):
    """Nobody is ticked whom the actor keeps."""


def ask_for_list(
    *, actor: Actor, asked: Asked, words: str, details: ConsentDetails, expected: int, on: date, at: datetime
) -> ManyConsents:
    """Everybody of the list, as many as were agreed to, with the work that will do it.

    Raises CountChanged, TooMany, PowerMissing, DayToCome, NoTextThen.
    """
    ids = as_many_as_agreed(lacking(asked, on=on, seen_by=actor), expected=expected)
    with transaction.atomic():
        act = _written(actor, asked, words, details, ids, on, at)
        start(act, actor=actor, kind=ENTERING, title=TITLE)
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
    filters = Filters(organisation=asked.organisation, category=asked.category)
    columns = columns_of(actor=actor, power=Power.KEEP_MEMBERS, filters=filters, words=words, at=at)
    text_for(kind=asked.kind.code, given_on=details.given_on, on=on)
    act = ManyConsents.objects.create(
        **columns,
        kind=asked.kind,
        given_on=details.given_on,
        channel=details.channel,
        paper_number=details.paper_number,
    )
    write_lines(act, ids)
    return act
