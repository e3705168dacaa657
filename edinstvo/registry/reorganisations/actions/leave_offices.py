"""End the mandates that a reorganisation leaves without an organisation or without the holder's stay in it."""

from collections.abc import Sequence

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.actions.end_lost_mandates import end_lost_mandates
from edinstvo.registry.offices.models import EndReason, Mandate
from edinstvo.registry.reorganisations.models import Reorganisation


def leave_offices(*, actor: Actor, act: Reorganisation, organisation_ids: Sequence[int]) -> None:
    """All of the closed organisations, and those elsewhere that the carried hold no more; in the transaction."""
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
    people = Mandate.objects.filter(Mandate.OPEN, person_id__in=act.stays.values("person_id"))
    for person_id in set(people.values_list("person_id", flat=True)):
        end_lost_mandates(actor=actor, person_id=person_id, on=act.on, at=act.done_at)
