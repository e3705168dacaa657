"""Say that the past of some organisations has to be counted again, in the transaction of the act that changed it."""

from collections.abc import Collection

from edinstvo.foundation.tallies.models import PastChange


def note_past_change(*, organisation_ids: Collection[int]) -> None:
    """Once too often is harmless; each reader counts these organisations from their rows until they are kept again."""
    PastChange.objects.bulk_create(PastChange(organisation_id=id_) for id_ in sorted(set(organisation_ids)))
