"""State that something is true from a day on, know it otherwise, or take it back; no row is ever rewritten."""

from copy import copy
from datetime import datetime
from typing import Any, TypeVar

from edinstvo.registry.organisations.models import DatedFact, KnownFact, known
from edinstvo.registry.organisations.queries.history import said_first

Fact = TypeVar("Fact", bound=DatedFact)
Known = TypeVar("Known", bound=KnownFact)


def state_fact(*, fact: Fact) -> Fact:
    """Add the fact and return it. What was known of the same day till now is closed, never rewritten."""
    withdraw_fact(fact=fact, at=fact.known_since)
    fact.save(force_insert=True)
    return fact


def withdraw_fact(*, fact: DatedFact, at: datetime) -> None:
    """Take back what is known of the fact's day: it never was so, or it was otherwise. The row stays readable."""
    of_it = {"organisation_id": fact.organisation_id, "valid_from": fact.valid_from}
    type(fact)._default_manager.filter(known(), **of_it).update(known_until=at)


def take_back(*, fact: Fact, back: Fact | None, at: datetime) -> None:
    """Withdraw the fact for `back`, which held before: if of the same day, it is stated anew."""
    if back is None or back.valid_from != fact.valid_from:
        withdraw_fact(fact=fact, at=at)
        return
    again = copy(back)
    again.pk, again.known_since, again.known_until, again.restates = None, at, None, said_first(back)
    state_fact(fact=again)


def know_no_more(*, fact: KnownFact, at: datetime) -> None:
    """Take back this very fact. The row stays readable."""
    type(fact)._default_manager.filter(pk=fact.pk).update(known_until=at)


def state_again(*, fact: Known, at: datetime, **changed: Any) -> Known:
    """Know the fact no more, and in its place, as known from now, another that differs in `changed`; returns that."""
    know_no_more(fact=fact, at=at)
    again = copy(fact)
    again.pk, again.known_since, again.known_until = None, at, None
    for name, value in changed.items():
        setattr(again, name, value)
    again.save(force_insert=True)
    return again
