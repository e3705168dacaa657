"""End somebody's mandate, and its powers with it."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.actions.lock_mandate import MandateEnded, lock_mandate, refuse_other_version
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day


class EndsBeforeItBegan(Exception):
    """The day lies before the first day of the mandate."""


def end_mandate(
    *,
    actor: Actor,
    mandate_id: int,
    expected_version: int,
    on: date,
    reason: EndReason,
    decision: str,
    at: datetime,
) -> Mandate:
    """End it: `on` is the first day it does not count. On the day it began: it was entered by mistake.

    The holder's next request meets no powers of it. Said twice, done once. Raises PowerMissing, DayNotCome,
    MandateEnded (on another day), MandateChanged, EndsBeforeItBegan, Mandate.DoesNotExist.
    """
    refuse_future_day(on=on, at=at)
    with transaction.atomic():
        mandate = lock_mandate(actor=actor, mandate_id=mandate_id)
        if mandate.ended_on == on:
            return mandate
        if not mandate.is_open:
            raise MandateEnded(mandate=mandate)
        refuse_other_version(mandate=mandate, expected_version=expected_version)
        if on < mandate.since:
            raise EndsBeforeItBegan
        close_mandate(actor=actor, mandate=mandate, ended_on=on, reason=reason, decision=decision.strip(), at=at)
    return mandate
