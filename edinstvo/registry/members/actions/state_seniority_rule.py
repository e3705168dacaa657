"""State what keeps the seniority from a day on; by the staff of the union."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.models import EndReason, SeniorityRule
from edinstvo.registry.members.rules.seniority import months_later
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.models import Organisation, OrganisationType

# Ten years: nobody can mean more, and a slip of the pen would.
MOST_MONTHS = 120
# Congresses meet every five years: none decides beyond the next.
YEARS_AHEAD = 5


class DecisionMissing(Exception):
    """A rule rests on a decision."""


class MonthsDoNotFit(Exception):
    """The months are not between 0 and MOST_MONTHS, or the reason is none; `reason` is which."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RuleDayDoesNotFit(Exception):
    """The rule would hold from before the union stands, or from a day too far ahead: it fits from `first` to `last`."""

    field = "valid_from"

    def __init__(self, *, first: date, last: date) -> None:
        super().__init__(f"from {first} to {last}")
        self.first, self.last = first, last


def state_seniority_rule(
    *,
    actor: Actor,
    valid_from: date,
    gap_months: Mapping[str, int],
    suspension_counts: bool,
    decision: str,
    on: date,
    at: datetime,
) -> SeniorityRule:
    """From this day on this rule holds; one of the very same day is known no more. The day may lie ahead,
    YEARS_AHEAD of today (`on`) at most.

    `gap_months` are full months by EndReason; a reason left out keeps nothing. Raises DecisionMissing, MonthsDoNotFit,
    RuleDayDoesNotFit, PowerMissing (and for a union not founded yet, Organisation.DoesNotExist).
    """
    with transaction.atomic():
        union = hold(organisation_id=Organisation.objects.get(type=OrganisationType.UNION).pk)
        actor.require(Power.MANAGE_ORGANISATIONS, at=union)
        if not decision.strip():
            raise DecisionMissing
        for reason, months in gap_months.items():
            if reason not in EndReason.values or not 0 <= months <= MOST_MONTHS:
                raise MonthsDoNotFit(reason=reason)
        _refuse_day(valid_from, union, on)
        SeniorityRule.objects.filter(known_until=None, valid_from=valid_from).update(known_until=at)
        rule = SeniorityRule.objects.create(
            valid_from=valid_from,
            gap_months={reason: months for reason, months in gap_months.items() if months},
            suspension_counts=suspension_counts,
            decision=decision.strip(),
            stated_by_name=actor.name,
            known_since=at,
        )
        write_entry(
            actor=actor,
            verb="seniority_rule_stated",
            about=About(type="union", id=union.pk, name=union.short_name),
            at_place=union,
            at=at,
            after={
                "valid_from": valid_from.isoformat(),
                "suspension_counts": suspension_counts,
                **{f"months_{reason}": months for reason, months in rule.gap_months.items()},
            },
            reason=rule.decision,
        )
    return rule


def _refuse_day(valid_from: date, union: Organisation, on: date) -> None:
    """The proposal that every union begins with may be older than it, and is stated anew from the same day."""
    known = SeniorityRule.objects.filter(known_until=None).values_list("valid_from", flat=True)
    first, last = min([union.founded_on, *known]), months_later(on, 12 * YEARS_AHEAD)
    if not first <= valid_from <= last:
        raise RuleDayDoesNotFit(first=first, last=last)
