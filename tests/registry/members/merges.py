"""Merges made by the tests."""

from collections.abc import Collection
from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.merge_people import merge_people
from edinstvo.registry.members.actions.split_people import split_people
from edinstvo.registry.members.models import Membership, PersonMerge
from edinstvo.registry.members.queries.pairs import pair_of
from tests.cast import NOW, OPERATOR, TODAY


def merged(
    kept: Membership,
    other: Membership,
    *,
    actor: Actor = OPERATOR,
    chosen: Collection[str] = (),
    seen: str = "",
    at: datetime = NOW,
) -> PersonMerge:
    """The persons of the two stays made one, as they stand now."""
    return merge_people(
        actor=actor,
        kept_id=kept.person_id,
        other_id=other.person_id,
        chosen=chosen,
        seen=seen or mark_of(kept, other),
        at=at,
    )


def mark_of(kept: Membership, other: Membership) -> str:
    """What a preview of the two would be made from."""
    pair = pair_of(kept_id=kept.person_id, other_id=other.person_id)
    return pair.mark if pair else ""


def split(merge: PersonMerge, *, actor: Actor = OPERATOR, at: datetime = NOW) -> PersonMerge:
    """The merge taken back."""
    return split_people(actor=actor, merge_id=merge.pk, reason="Однофамилицы", on=TODAY, at=at)
