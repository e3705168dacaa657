"""Carry a session over to its new key."""

from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import UserSession


def renew_session(*, former_key: str, key: str) -> None:
    """The same visit goes on under another key: after a new password, and whenever keys are changed."""
    UserSession.objects.filter(key_hash=token_hash(former_key)).update(key_hash=token_hash(key))
