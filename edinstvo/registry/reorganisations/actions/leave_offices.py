"""End the mandates that a reorganisation leaves without an organisation or without the holder's stay in it."""

from collections.abc import Sequence

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.actions.end_lost_mandates import end_lost_mandates
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.reorganisations.models import Reorganisation


def leave_offices(*, actor: Actor, act: Reorganisation, organisation_ids: Sequence[int]) -> None:
    """All of the closed organisations, and those elsewhere that the carried hold no more; in the transaction.

    The act remembers which they were; its caller saves it.
    """
    holders = list(act.stays.values_list("person_id", flat=True))
    concerned = Q(organisation_id__in=organisation_ids) | Q(person_id__in=holders)
    held_before = set(Mandate.objects.filter(Mandate.OPEN, concerned).values_list("pk", flat=True))
    held = Mandate.objects.filter(Mandate.OPEN, organisation_id__in=organisation_ids).order_by("pk")
    for mandate in held.select_for_update(of=("self",)).select_related("person", "organisation"):
        ended_on = max(act.on, mandate.since)
        close_mandate(
            actor=actor,
            mandate=mandate,
            ended_on=ended_on,
            reason=EndReason.OTHER,
            decision=act.decision,
            at=act.done_at,
        )
    people = Mandate.objects.filter(Mandate.OPEN, person_id__in=holders)
    for person_id in set(people.values_list("person_id", flat=True)):
        end_lost_mandates(actor=actor, person_id=person_id, on=act.on, at=act.done_at)
    ended = Mandate.objects.filter(pk__in=held_before, ended_on__isnull=False)
    act.ended_mandates = [list(row) for row in ended.order_by("pk").values_list("pk", "version")]
