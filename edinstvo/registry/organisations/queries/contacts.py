"""Who chairs organisations and how they are reached, as stated by a day."""

from collections.abc import Collection
from datetime import date

from edinstvo.registry.organisations.models import Contact, Organisation, known
from edinstvo.registry.organisations.queries.facts import in_force, latest


def contact_of(organisation: Organisation, *, on: date) -> Contact | None:
    """What was last stated of it by the day, or None."""
    return latest(organisation.contacts.filter(known(), valid_from__lte=on))


def contacts_of(*, ids: Collection[int], on: date) -> dict[int, Contact]:
    """The same of many, by id; one query."""
    facts = in_force(Contact.objects.filter(known(), organisation_id__in=ids, valid_from__lte=on))
    return {fact.organisation_id: fact for fact in facts}
