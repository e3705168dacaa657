"""Suspensions of one person, today and on any day, as known now or at some moment."""

from datetime import date, datetime

from django.db.models import F, QuerySet

from edinstvo.registry.members.models import Membership, Suspension


def suspensions_of(*, person_id: int) -> QuerySet[Suspension]:
    """What is known of them, the newest first. The caller has seen the person already.

    Not those of which no day is left, because the membership ended before they began: they wait for a correction.
    """
    lasted = Suspension.objects.exclude(valid_until=F("valid_from"))
    return lasted.filter(Suspension.KNOWN, person_id=person_id).order_by("-valid_from", "-pk")


def suspended_on(*, person_id: int, on: date, known_on: datetime | None = None) -> Suspension | None:
    """The suspension of a day on which the person was on record, or None; `known_on` as in `members_on`.

    Whether they were on record is asked of what is known of their stays today.
    """
    known = Suspension.known_at(known_on)
    facts = Suspension.objects.filter(known, Suspension.covering(on), person_id=person_id)
    fact = facts.order_by("-valid_from", "-known_since").first()
    is_on_record = Membership.objects.filter(Membership.counted_on(on), person_id=person_id).exists()
    return fact if is_on_record else None
