"""Whether organisations still stand as somebody saw them."""

from collections.abc import Collection
from hashlib import sha256

from edinstvo.registry.organisations.models import Organisation


def standing_sign(*, ids: Collection[int]) -> str:
    """32 hexadecimal digits: another sign, if the version or the place of any of them is another."""
    rows = Organisation.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "version", "path")
    return sha256(repr(list(rows)).encode()).hexdigest()[:32]
