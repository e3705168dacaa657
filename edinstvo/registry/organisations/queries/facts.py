"""Of dated facts, those in force."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from edinstvo.registry.organisations.models import DatedFact

Fact = TypeVar("Fact", bound=DatedFact)


def latest(facts: QuerySet[Fact]) -> Fact | None:
    """Of one organisation's facts that began by some day, the last."""
    return facts.order_by("-valid_from").first()


def in_force(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Of many organisations' facts that began by some day, the last of each."""
    later = facts.filter(organisation_id=OuterRef("organisation_id"), valid_from__gt=OuterRef("valid_from"))
    return facts.filter(~Exists(later))
