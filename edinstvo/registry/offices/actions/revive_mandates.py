"""Let mandates go on that an act had ended which is taken back; inside the transaction of the act that takes back."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.enter_mandate import enter_mandate
from edinstvo.registry.offices.actions.give_powers import give_powers
from edinstvo.registry.offices.actions.keep_mandate_version import keep_mandate_version
from edinstvo.registry.offices.actions.lock_mandate import lock_mandate
from edinstvo.registry.offices.actions.refuse_unfit import (
    HoldsItAlready,
    NotOnRecord,
    OfficeTaken,
    holders_beside,
    kind_for,
    refuse_double,
    refuse_stranger,
)
from edinstvo.registry.offices.models import Mandate

_IN_THE_WAY = (HoldsItAlready, NotOnRecord, OfficeTaken)


def revive_mandates(*, actor: Actor, ended: Iterable[tuple[int, int]], reason: str, at: datetime) -> int:
    """Each (mandate id, version that the act left) goes on with its powers; return how many do not.

    One that says something else by now stays as it is, and so does one whose office somebody else holds meanwhile or
    whose holder is on record elsewhere. Letters that died with it stay dead. Raises PowerMissing.
    """
    left = 0
    for mandate_id, version in sorted(ended):
        mandate = lock_mandate(actor=actor, mandate_id=mandate_id)
        if mandate.version != version or not _may_go_on(mandate, at):
            left += 1
            continue
        keep_mandate_version(mandate=mandate, at=at)
        mandate.save()
        enter_mandate(actor=actor, verb="mandate_revived", mandate=mandate, at=at, reason=reason)
        give_powers(actor=actor, mandate=mandate, at=at)
    return left


def _may_go_on(mandate: Mandate, at: datetime) -> bool:
    """Whether nothing stands in its way; in hand it is open from then on."""
    mandate.ended_on, mandate.end_reason, mandate.end_decision = None, "", ""
    organisation = mandate.organisation
    kind = kind_for(organisation=organisation, office=mandate.office)
    today = timezone.localdate(at)
    try:
        refuse_stranger(person=mandate.person, organisation=organisation, since=mandate.since, today=today)
        refuse_double(mandate=mandate, others=holders_beside(mandate), most=kind.most)
    except _IN_THE_WAY:
        return False
    return organisation.is_open
