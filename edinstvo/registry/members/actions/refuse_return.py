"""Refuse that somebody comes back onto the record of whom that cannot be true."""

from edinstvo.registry.members.models import EndReason, Membership


class RecordedAsDead(Exception):
    """A stay of the person ended with their death; `membership` is it. If that is a mistake, its end is corrected."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"person {membership.person_id} died on {membership.ended_on}")
        self.membership = membership


def refuse_return(*, person_id: int) -> None:
    """Raise RecordedAsDead of a person whose row is locked."""
    died = Membership.objects.filter(person_id=person_id, end_reason=EndReason.DIED)
    if last := died.select_related("person", "organisation").order_by("-ended_on", "-id").first():
        raise RecordedAsDead(membership=last)
