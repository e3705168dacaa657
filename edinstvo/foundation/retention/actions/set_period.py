"""Set how long a kind is kept, from a day on."""

from datetime import date, datetime

from django.db import connection, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.retention.kinds import Kind, kind_of
from edinstvo.foundation.retention.models import RetentionPeriod
from edinstvo.foundation.retention.permissions import require_setting
from edinstvo.foundation.retention.queries import standing_of
from edinstvo.foundation.retention.rules import PERMANENT, Period, is_shorter

# Any number would do: whoever changes the table or confirms it waits for the others.
ONE_CHANGE_OF_THE_TABLE = 7_340_020


class BasisMissing(Exception):
    """A period rests on a law or a decision, said in words."""


class PeriodTooShort(Exception):
    """The kind is needed longer; `shortest` is the least."""

    def __init__(self, *, shortest: Period) -> None:
        super().__init__(f"not less than {shortest.code}")
        self.shortest = shortest


class PeriodEndless(Exception):
    """The kind holds personal data for a purpose that ends: it is not kept for good."""


class DayIsPast(Exception):
    """A period holds from today on or from a later day: what was removed by another one is gone."""


def set_period(
    *, actor: Actor, kind: str, period: Period, basis: str, valid_from: date, on: date, at: datetime
) -> RetentionPeriod:
    """Add the row and return it; the same said twice is one row. It counts once a decision confirms it.

    Raises PowerMissing, UnknownKind, BasisMissing, PeriodTooShort, PeriodEndless, DayIsPast.
    """
    require_setting(actor)
    declared = kind_of(kind)
    _refuse_unfit(declared, period, basis, is_past=valid_from < on)
    with transaction.atomic():
        hold_table()
        stood = standing_of(declared, on=valid_from)
        if stood.said is not None and (stood.period, stood.basis) == (period, basis.strip()):
            return stood.said
        row = RetentionPeriod.objects.create(
            kind=kind,
            months=period.months or None,
            days=period.days or None,
            basis=basis.strip(),
            valid_from=valid_from,
            set_by_id=actor.user_id,
            set_by_name=actor.name,
            set_at=at,
        )
        write_entry(
            actor=actor,
            verb="retention_period_set",
            about=About(type="retention", id=row.pk, name=str(declared.name)),
            at_place=None,
            at=at,
            before=told(stood.period),
            after={**told(period), "valid_from": valid_from.isoformat()},
            reason=row.basis,
        )
    return row


def told(period: Period) -> dict[str, int | str]:
    """The period as an entry of the journal says it."""
    if period.is_permanent:
        return {"period": PERMANENT}
    return {"period_months": period.months} if period.months else {"period_days": period.days}


def _refuse_unfit(kind: Kind, period: Period, basis: str, *, is_past: bool) -> None:
    if not basis.strip():
        raise BasisMissing
    if period.is_permanent and not kind.waits:
        raise PeriodEndless
    if is_shorter(period, kind.shortest):
        raise PeriodTooShort(shortest=kind.shortest)
    if is_past:
        raise DayIsPast


def hold_table() -> None:
    """Be the only one who changes or confirms the table until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_CHANGE_OF_THE_TABLE])
