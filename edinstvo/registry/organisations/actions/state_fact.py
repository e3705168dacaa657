"""State that something is true of an organisation from a day on."""

from typing import TypeVar

from edinstvo.registry.organisations.models import OrganisationName, OrganisationParent, OrganisationStatus, known

Fact = TypeVar("Fact", OrganisationName, OrganisationParent, OrganisationStatus)


def state_fact(*, fact: Fact) -> Fact:
    """Add the fact and return it. What was known of the same day till now is closed, never rewritten."""
    stated = type(fact)._default_manager.filter(organisation_id=fact.organisation_id, valid_from=fact.valid_from)
    stated.filter(known()).update(known_until=fact.known_since)
    fact.save(force_insert=True)
    return fact
