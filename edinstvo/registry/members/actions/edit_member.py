"""Edit what changes in the life of a member: contacts, work, papers; and fill in what was not known."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import Versions, change_member, lock_member
from edinstvo.registry.members.actions.refuse_joining import refuse_child, refuse_disorder
from edinstvo.registry.members.actions.set_category import set_category
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, values_of

# Once known, these say who a person is and since when: another value is a renaming or a correction, with its reason.
IDENTITY = ("last_name", "first_name", "middle_name", "birth_date", "joined_on")
_DAYS = ("joined_on", "application_on", "decision_on")


class NeedsCorrection(Exception):
    """The edit would replace a known value of IDENTITY; `fields` names which."""

    def __init__(self, *, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def edit_member(
    *,
    actor: Actor,
    membership_id: int,
    expected: Versions,
    person: PersonDetails,
    details: MembershipDetails,
    category_from: date,
    on: date,
    at: datetime,
) -> Membership:
    """Save the details and return the membership; a new category holds from `category_from`, an empty one changes none.

    Raises EditedMeanwhile, NeedsCorrection, JoinedAsChild, DaysOutOfOrder, CategoryDayDoesNotFit, NotOnRecordHere,
    PowerMissing.
    """
    with transaction.atomic():
        membership = lock_member(actor=actor, membership_id=membership_id, expected=expected)
        person_values, values = values_of(person), values_of(details)
        _refuse_corrections(membership, {**person_values, **values})
        _refuse_child(membership, person.birth_date, details.joined_on)
        _refuse_disorder(membership, details, on)
        values["category"] = details.category or membership.category
        if values["category"] != membership.category:
            set_category(membership=membership, category=details.category, valid_from=category_from, on=on, at=at)
        change_member(
            actor=actor,
            verb="member_edited",
            membership=membership,
            person_values=person_values,
            membership_values=values,
            at=at,
        )
    return membership


def _refuse_corrections(membership: Membership, values: dict[str, object]) -> None:
    stored = {name: getattr(membership if name == "joined_on" else membership.person, name) for name in IDENTITY}
    if replaced := [name for name in IDENTITY if stored[name] and values[name] != stored[name]]:
        raise NeedsCorrection(fields=replaced)


def _refuse_child(membership: Membership, born: date | None, joined_on: date | None) -> None:
    """What is filled in has to fit; what was known before is a correction's."""
    if (born, joined_on) != (membership.person.birth_date, membership.joined_on):
        refuse_child(born=born, joined_on=joined_on, registered_on=membership.registered_on)


def _refuse_disorder(membership: Membership, details: MembershipDetails, on: date) -> None:
    """Likewise of the papers and the joining."""
    if any(getattr(details, name) != getattr(membership, name) for name in _DAYS):
        refuse_disorder(details, registered_on=membership.registered_on, on=on)
