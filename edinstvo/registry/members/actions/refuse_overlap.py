"""One person is on record in one place at a time: two stays never share a day."""

from datetime import date

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import stays_overlap


class OnRecordElsewhere(Exception):
    """The person is on record in another stay on some of these days; `membership` is that stay, open or ended."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"on record since {membership.registered_on} in stay {membership.pk}")
        self.membership = membership


def refuse_overlap(*, person_id: int, begin: date, end: date | None, besides: int = 0) -> None:
    """Raise OnRecordElsewhere if another stay of the person (whose row is locked) shares a day with these."""
    others = Membership.objects.filter(person_id=person_id).exclude(pk=besides).order_by("-registered_on")
    for other in others:
        if stays_overlap(begin, end, other.registered_on, other.ended_on):
            raise OnRecordElsewhere(membership=other)
