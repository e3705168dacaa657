"""Who took no part in the bonus programme on a past day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from edinstvo.membership.benefits.models import Participation
from edinstvo.registry.members.queries.held_then import tell_who_lacked


def _took_no_part(day: date) -> Q:
    taking = Participation.objects.filter(Participation.counted_on(day), person_id=OuterRef("person_id"))
    return ~Q(Exists(taking))


tell_who_lacked("bonus", _took_no_part)
