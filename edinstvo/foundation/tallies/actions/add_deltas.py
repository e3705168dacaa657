"""Say that figures changed, in the transaction of the act that changed them."""

from collections.abc import Iterable

from edinstvo.foundation.tallies.models import Delta


def add_deltas(*, measure: str, amounts: Iterable[tuple[int, int]]) -> None:
    """Write (organisation id, amount) pairs; zeros are left out. The next read already includes them."""
    Delta.objects.bulk_create(
        Delta(organisation_id=organisation_id, measure=measure, amount=amount)
        for organisation_id, amount in amounts
        if amount
    )
