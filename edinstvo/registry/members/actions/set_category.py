"""Write the category of a member from a day on, and say which one holds now."""

from datetime import date, datetime

from edinstvo.registry.members.models import CategoryFact


def set_category(*, membership_id: int, category: str, valid_from: date, at: datetime) -> str:
    """Add the fact (closing another known one of the same day) and return the category of the latest day."""
    known = CategoryFact.objects.filter(membership_id=membership_id, known_until__isnull=True)
    known.filter(valid_from=valid_from).update(known_until=at)
    CategoryFact.objects.create(membership_id=membership_id, category=category, valid_from=valid_from, known_since=at)
    return known.order_by("-valid_from").values_list("category", flat=True)[0]
