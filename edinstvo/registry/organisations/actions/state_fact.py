"""State that something is true of an organisation from a day on, or take it back."""

from datetime import datetime
from typing import TypeVar

from edinstvo.registry.organisations.models import DatedFact, known

Fact = TypeVar("Fact", bound=DatedFact)


def state_fact(*, fact: Fact) -> Fact:
    """Add the fact and return it. What was known of the same day till now is closed, never rewritten."""
    withdraw_fact(fact=fact, at=fact.known_since)
    fact.save(force_insert=True)
    return fact


def withdraw_fact(*, fact: DatedFact, at: datetime) -> None:
    """Take back what is known of the fact's day: it never was so, or it was otherwise. The row stays readable."""
    of_it = {"organisation_id": fact.organisation_id, "valid_from": fact.valid_from}
    type(fact)._default_manager.filter(known(), **of_it).update(known_until=at)
