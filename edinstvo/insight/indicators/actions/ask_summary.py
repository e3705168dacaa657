"""Ask for all indicators of a branch on a day, counted in the background."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.models import Summary
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation

COUNTING = "indicators.summary"
TITLE = gettext_noop("Counting the indicators")


class BaseTooLate(Exception):
    """The base day lies after the day of the figures."""


def ask_summary(
    *, actor: Actor, organisation: Organisation, as_of: date, base: date, year: int, at: datetime
) -> Summary:
    """Write the summary down with the work that will count it; one that is being counted of these days is returned.

    Raises BaseTooLate, DayNotCome, PowerMissing.
    """
    actor.require(Power.SEE_MEMBERS, at=organisation)
    refuse_future_day(on=as_of, at=at)
    if base > as_of:
        raise BaseTooLate
    days = {"organisation": organisation, "as_of": as_of, "base": base, "year": year}
    with transaction.atomic():
        # Whoever asks at the same moment waits here, and finds it.
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        begun = _being_counted(days)
        if begun is not None:
            return begun
        summary = Summary.objects.create(**days, asked_by_id=actor.user_id, asked_by_name=actor.name, asked_at=at)
        work = start_work(
            actor=actor,
            kind=COUNTING,
            title=TITLE,
            at=at,
            parameters={"summary": summary.pk},
            organisation_id=organisation.pk,
            one_at_a_time=COUNTING,
        )
        Summary.objects.filter(pk=summary.pk).update(work_id=work.pk)
        summary.work_id = work.pk
    return summary


def _being_counted(days: dict[str, object]) -> Summary | None:
    waiting = Summary.objects.filter(**days, counted_at=None)
    going_on = Work.objects.filter(pk__in=waiting.values("work_id"), finished_at=None).values("pk")
    return waiting.filter(work_id__in=going_on).last()
