"""The seniority of one person, and the rules it is reckoned by."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from edinstvo.registry.members.models import Membership, SeniorityRule, Suspension
from edinstvo.registry.members.rules.seniority import Period, Rule, Seniority, Stay, seniority


def seniority_rules() -> QuerySet[SeniorityRule]:
    """What is known of the rules, the latest first. They concern everybody, and are no secret."""
    return SeniorityRule.objects.filter(known_until=None).order_by("-valid_from")


def seniority_of(
    *, stays: Iterable[Membership], suspensions: Iterable[Suspension], rules: Sequence[SeniorityRule], on: date
) -> Seniority | None:
    """The seniority on a day; None for whoever had not joined, or where no rule is known.

    `stays` and `suspensions` are all that is known of one person, whom the caller has seen.
    """
    if not rules:
        return None
    return seniority(
        stays=[
            Stay(begin=row.registered_on, end=row.ended_on, reason=row.end_reason, joined_on=row.joined_on)
            for row in stays
            if row.ended_on is None or row.ended_on > row.registered_on
        ],
        suspensions=[Period(begin=fact.valid_from, end=fact.valid_until) for fact in suspensions],
        rules=[
            Rule(valid_from=row.valid_from, months=row.gap_months, suspension_counts=row.suspension_counts)
            for row in rules
        ],
        on=on,
    )
