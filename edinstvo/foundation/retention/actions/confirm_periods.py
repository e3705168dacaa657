"""Confirm the table of periods by a decision of the union: from then on what is due is removed."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.retention.actions.set_period import hold_table
from edinstvo.foundation.retention.kinds import first_day
from edinstvo.foundation.retention.models import RetentionDecision
from edinstvo.foundation.retention.permissions import require_setting
from edinstvo.foundation.retention.queries import periods_named, standing_decision, standings


class NumberMissing(Exception):
    """A decision is known by its number."""


class DecisionAhead(Exception):
    """The day of the decision has not come."""


class DecisionBeforeFounding(Exception):
    """The union decided nothing before it was founded; `founded_on` is its first day."""

    def __init__(self, *, founded_on: date) -> None:
        super().__init__(f"founded on {founded_on}")
        self.founded_on = founded_on


class TableChanged(Exception):
    """Somebody has set another period since the table was looked at: look again, then confirm."""


def confirm_periods(
    *, actor: Actor, decided_on: date, number: str, body: str, seen: Mapping[str, str], on: date, at: datetime
) -> RetentionDecision:
    """Write the decision with the periods as `seen` ({kind: code}) and return it; said twice, it is one.

    Raises PowerMissing, NumberMissing, DecisionAhead, DecisionBeforeFounding, TableChanged.
    """
    require_setting(actor)
    _refuse_unfit(decided_on, number, on)
    with transaction.atomic():
        hold_table()
        named = periods_named(standings(on=on))
        if named != dict(seen):
            raise TableChanged
        last = standing_decision()
        if last is not None and (last.periods, last.decided_on, last.number) == (named, decided_on, number.strip()):
            return last
        decision = RetentionDecision.objects.create(
            decided_on=decided_on,
            number=number.strip(),
            body=body.strip(),
            periods=named,
            confirmed_by_id=actor.user_id,
            confirmed_by_name=actor.name,
            confirmed_at=at,
        )
        _enter(actor, decision, at)
    return decision


def _refuse_unfit(decided_on: date, number: str, on: date) -> None:
    if not number.strip():
        raise NumberMissing
    if decided_on > on:
        raise DecisionAhead
    founded_on = first_day()
    if founded_on is not None and decided_on < founded_on:
        raise DecisionBeforeFounding(founded_on=founded_on)


def _enter(actor: Actor, decision: RetentionDecision, at: datetime) -> None:
    write_entry(
        actor=actor,
        verb="retention_confirmed",
        about=About(type="retention", id=decision.pk, name=decision.number),
        at_place=None,
        at=at,
        after={
            "decision_on": decision.decided_on.isoformat(),
            "decision_number": decision.number,
            "body": decision.body,
        },
    )
