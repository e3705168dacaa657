"""The key that a sight is signed with, for whoever signs and for the database that verifies (docs/decisions/0023)."""

from hashlib import sha256
from hmac import digest

_BLOCK = 64


def sight_key(secret: str) -> bytes:
    """The key that comes with this SECRET_KEY: 32 bytes."""
    return digest(secret.encode(), b"edinstvo.sight", sha256)


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks of HMAC (RFC 2104): PostgreSQL has SHA-256, and HMAC only in an extension."""
    block = key.ljust(_BLOCK, b"\0")
    return bytes(sign ^ 0x36 for sign in block), bytes(sign ^ 0x5C for sign in block)
