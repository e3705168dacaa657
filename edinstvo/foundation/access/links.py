"""Links that open once: what is kept of them, and which are still alive."""

from datetime import datetime
from hashlib import sha256

from edinstvo.foundation.access.models import OneTimeLink


class LinkDead(Exception):
    """No such link, or it was used, replaced, or has waited too long: the answer is the same."""


def token_hash(token: str) -> str:
    """What is kept of a token: 64 hexadecimal digits. The token itself is long and random, so no salt is needed."""
    return sha256(token.encode()).hexdigest()


def live_link(*, token: str, at: datetime, for_update: bool = False) -> OneTimeLink:
    """The link behind a token with its user, held until the end of the transaction if asked; raises LinkDead."""
    links = OneTimeLink.objects.select_related("user")
    if for_update:
        links = links.select_for_update()
    link = links.filter(token_hash=token_hash(token), used_at=None, valid_until__gt=at, user__is_active=True).first()
    if link is None:
        raise LinkDead
    return link
