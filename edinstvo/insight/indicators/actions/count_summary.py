"""Count a summary that was asked for."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.from_places import Places
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows


def count_summary(*, actor: Actor, summary_id: int, at: datetime) -> None:
    """Count it from the rows, with the powers that whoever asked has by now. Raises PowerMissing.

    What is counted stays. No entry in the journal: the register does not change, and the row says who asked and when.
    """
    with transaction.atomic():
        summary = Summary.objects.select_related("organisation").get(pk=summary_id)
        if summary.counted_at is not None:
            return
        asked = Asked(organisation=summary.organisation, as_of=summary.as_of, base=summary.base, year=summary.year)
        places = Places()
        counts = counts_from_rows(asked, seen_by=actor, places=places)
        regions = [asdict(one) for one in places.on(summary.as_of).regions(summary.organisation_id)]
        Summary.objects.filter(pk=summary.pk).update(counts=counts, regions=regions, counted_at=at)
