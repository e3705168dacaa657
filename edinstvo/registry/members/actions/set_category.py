"""Write the category of a member from a day on."""

from datetime import date, datetime

from edinstvo.registry.members.models import CategoryFact, Membership


class CategoryDayDoesNotFit(Exception):
    """The day lies ahead, before the stay, or before a day from which a later category is known; `earliest` fits."""

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"the earliest day is {earliest}")
        self.earliest = earliest


def set_category(*, membership: Membership, category: str, valid_from: date, on: date, at: datetime) -> None:
    """Add the fact, closing another known one of the very same day. Raises CategoryDayDoesNotFit."""
    known = CategoryFact.objects.filter(membership_id=membership.pk, known_until__isnull=True)
    days = known.values_list("valid_from", flat=True)
    earliest = max([membership.registered_on, *days])
    if not earliest <= valid_from <= on:
        raise CategoryDayDoesNotFit(earliest=earliest)
    known.filter(valid_from=valid_from).update(known_until=at)
    CategoryFact.objects.create(membership_id=membership.pk, category=category, valid_from=valid_from, known_since=at)
