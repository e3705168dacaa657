"""The summaries of an organisation that somebody may see, and the works that count them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.models import Summary
from edinstvo.registry.organisations.models import Organisation


def summaries_of(place: Organisation, *, seen_by: Actor) -> QuerySet[Summary]:
    """Those of the organisation, the one that was asked for last first."""
    return _seen(seen_by).filter(organisation=place).order_by("-pk")


def summary(*, id: int, seen_by: Actor) -> Summary:
    """The summary with this id; raises Summary.DoesNotExist, for a foreign one too."""
    return _seen(seen_by).select_related("organisation").get(pk=id)


def works_that_count(summaries: Iterable[Summary]) -> dict[int, Work]:
    """{summary: its work}, of those that are not counted yet. One query."""
    waiting = {one.work_id: one.pk for one in summaries if one.counted_at is None and one.work_id is not None}
    return {waiting[work.pk]: work for work in Work.objects.filter(pk__in=waiting)} if waiting else {}


def _seen(actor: Actor) -> QuerySet[Summary]:
    return Summary.objects.filter(actor.scope(Power.SEE_MEMBERS, via="organisation__"))
