"""Prolong the term of a mandate."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.enter_mandate import enter_mandate
from edinstvo.registry.offices.actions.keep_mandate_version import keep_mandate_version
from edinstvo.registry.offices.actions.lock_mandate import MandateEnded, lock_mandate, refuse_other_version
from edinstvo.registry.offices.actions.refuse_unfit import refuse_long_term
from edinstvo.registry.offices.models import Mandate


class NotLonger(Exception):
    """The day lies before the last day of the term as it is."""


def prolong_mandate(
    *, actor: Actor, mandate_id: int, expected_version: int, until: date, decision: str, at: datetime
) -> Mandate:
    """The term lasts till `until`, its last day. Said twice, done once.

    Raises PowerMissing, MandateEnded, MandateChanged, NotLonger, TermTooLong, Mandate.DoesNotExist.
    """
    with transaction.atomic():
        mandate = lock_mandate(actor=actor, mandate_id=mandate_id)
        if not mandate.is_open:
            raise MandateEnded(mandate=mandate)
        if mandate.until == until:
            return mandate
        refuse_other_version(mandate=mandate, expected_version=expected_version)
        was = mandate.until
        if until < (was or mandate.since):
            raise NotLonger
        refuse_long_term(until=until, today=timezone.localdate(at))
        keep_mandate_version(mandate=mandate, at=at)
        mandate.until = until
        mandate.save()
        enter_mandate(
            actor=actor,
            verb="mandate_prolonged",
            mandate=mandate,
            at=at,
            before={"until": was.isoformat() if was else None},
            after={"until": until.isoformat()},
            reason=decision.strip(),
        )
    return mandate
