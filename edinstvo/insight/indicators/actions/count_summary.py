"""Count a summary that was asked for."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.from_places import Places
from edinstvo.insight.indicators.queries.from_rows import PARTS, Asked, counts_from_rows

# Of `Progress.report`: how many parts are done, of how many.
Report = Callable[..., None]


def count_summary(*, actor: Actor, summary_id: int, at: datetime, report: Report) -> None:
    """Count it from the rows, with the powers that whoever asked has by now. Raises PowerMissing.

    `report` is told how many of its parts are counted, and may interrupt. What is counted stays. No entry in the
    journal: the register does not change, and the row says who asked and when.
    """
    with transaction.atomic():
        summary = Summary.objects.select_related("organisation").get(pk=summary_id)
        if summary.counted_at is not None:
            return
        actor.require(Power.SEE_MEMBERS, at=summary.organisation)
        asked = Asked(organisation=summary.organisation, as_of=summary.as_of, base=summary.base, year=summary.year)
        places, counts = Places(), dict[str, int]()
        for done, names in enumerate(PARTS):
            report(done=done, total=len(PARTS))
            counts |= counts_from_rows(asked, seen_by=actor, only=names, places=places)
        regions = [asdict(one) for one in places.on(summary.as_of).regions(summary.organisation_id)]
        Summary.objects.filter(pk=summary.pk).update(counts=counts, regions=regions, counted_at=at)
