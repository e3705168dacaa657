"""Say that the dated lives of some people have changed, inside the transaction of the act that changed them."""

from collections.abc import Collection

from edinstvo.foundation.tallies.actions.note_past_change import note_past_change
from edinstvo.registry.members.models import Membership


def note_lives(*, person_ids: Collection[int]) -> None:
    """Wherever they are or were on record the past is counted again: one stay may decide how another one counts.

    To be called while all the stays concerned are there: after one was added, before one is taken away.
    """
    stays = Membership.objects.filter(person_id__in=person_ids).order_by().distinct()
    note_past_change(organisation_ids=list(stays.values_list("organisation_id", flat=True)))
