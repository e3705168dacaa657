"""Refuse a day of joining that cannot be true: that of a child, or one from which a former stay would count again."""

from datetime import date

from django.db.models import F

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.first_age import first_day_of_age, is_too_young
from edinstvo.registry.members.rules.people import YOUNGEST, MembershipDetails


class JoinedAsChild(Exception):
    """On these days (`fields`) the person was not YOUNGEST yet; they were from `youngest_on` on."""

    def __init__(self, *, fields: list[str], youngest_on: date) -> None:
        super().__init__(", ".join(fields))
        self.fields, self.youngest_on = fields, youngest_on


class JoinedBeforeLeaving(Exception):
    """Who comes back joins again on `left_on` or later, or is a member since the day that a former stay names."""

    def __init__(self, *, left_on: date) -> None:
        super().__init__(f"was a member until {left_on}")
        self.left_on = left_on


class DaysOutOfOrder(Exception):
    """The day in `field` lies ahead, or not in order: applied for, decided, on record; nobody joins after that."""

    def __init__(self, *, field: str, lies_ahead: bool) -> None:
        super().__init__(field)
        self.field, self.lies_ahead = field, lies_ahead


def refuse_disorder(details: MembershipDetails, *, registered_on: date, on: date) -> None:
    """Raise DaysOutOfOrder; `on` is today. A decision can follow the first day on record: papers come late."""
    days = {name: getattr(details, name) for name in ("joined_on", "application_on", "decision_on")}
    for field, day in days.items():
        if day is not None and day > on:
            raise DaysOutOfOrder(field=field, lies_ahead=True)
    if details.joined_on is not None and details.joined_on > registered_on:
        raise DaysOutOfOrder(field="joined_on", lies_ahead=False)
    if details.application_on and details.decision_on and details.decision_on < details.application_on:
        raise DaysOutOfOrder(field="decision_on", lies_ahead=False)


def refuse_child(*, born: date | None, joined_on: date | None, registered_on: date | None) -> None:
    """Raise JoinedAsChild (10-ФЗ, article 2: members are from 14 years)."""
    days = {"registered_on": registered_on, "joined_on": joined_on}
    wrong = [name for name, day in days.items() if is_too_young(born, day)]
    if born is not None and wrong:
        raise JoinedAsChild(fields=wrong, youngest_on=first_day_of_age(born, YOUNGEST))


def refuse_early_joining(*, person_id: int, joined_on: date | None, registered_on: date) -> None:
    """Raise JoinedBeforeLeaving: an earlier day would add years to the seniority that the former stays do not say.

    The person is locked; a stay that lasted beyond `registered_on` is none of this (`refuse_overlap`).
    """
    if joined_on is None:
        return
    former = Membership.objects.filter(person_id=person_id, ended_on__gt=F("registered_on"))
    if former.filter(joined_on=joined_on).exists():
        return
    last = former.filter(ended_on__lte=registered_on).order_by("-ended_on").first()
    if last is not None and last.ended_on is not None and joined_on < last.ended_on:
        raise JoinedBeforeLeaving(left_on=last.ended_on)
