"""Say of people who lacks a required consent, after what they agreed to has changed."""

from collections.abc import Collection

from edinstvo.registry.consents.queries.standing import lacking_among
from edinstvo.registry.members.actions.mark_consents import mark_consents


def mark_people(*, person_ids: Collection[int]) -> None:
    """Recount the locked people and mark them, inside the transaction of an act."""
    lacking = lacking_among(person_ids)
    for ids, lacks in ((lacking, True), (set(person_ids) - lacking, False)):
        if ids:
            mark_consents(person_ids=sorted(ids), lacks=lacks)
