"""Do once what was asked of many: whoever cannot be done is listed, the others are done."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.models import ActOnMany, LineOfMany, Outcome
from edinstvo.registry.members.queries.asked import holds_at_all
from edinstvo.registry.members.queries.report import Report
from edinstvo.registry.organisations.models import Organisation

_BATCH = 2000
Act = TypeVar("Act", bound=ActOnMany)


def do_for_many(
    *,
    actor: Actor,
    model: type[Act],
    act_id: int,
    verb: str,
    about: str,
    said: Callable[[Act], dict[str, Any]],
    do: Callable[[Act, list[Any]], None],
    at: datetime,
    report: Report,
) -> Act:
    """The act, done by `do(act, lines)`, which writes an outcome into each line; one done already as it is.

    One entry of the journal in each branch asked about: `verb`, about an object of the type `about`, and after it what
    is `said` of the act with the number of each outcome. Raises PowerMissing where keeping members there has ended.
    """
    with transaction.atomic():
        act = model._default_manager.select_for_update().get(pk=act_id)
        if act.done_at is not None:
            return act
        if not holds_at_all(Power.KEEP_MEMBERS, asked=act, seen_by=actor):
            raise PowerMissing(power=Power.KEEP_MEMBERS)
        lines = list(act.lines.filter(LineOfMany.UNDONE).order_by("membership_id"))
        report(done=0, total=len(lines))
        do(act, lines)
        act.lines.model._default_manager.bulk_update(lines, ["outcome", "reason"], batch_size=_BATCH)
        act.done_at = at
        act.save(update_fields=["done_at"])
        outcomes = Counter(line.outcome for line in lines)
        after = said(act) | {str(one): outcomes[one] for one in (Outcome.DONE, Outcome.SAME, Outcome.REFUSED)}
        for place in Organisation.objects.filter(pk__in=act.place_ids):
            named = About(type=about, id=act.pk, name=act.words)
            write_entry(actor=actor, verb=verb, about=named, at_place=place, at=at, after=after)
    return act
