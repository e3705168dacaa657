"""Secrets that must be read again, sealed at rest with a key that is made from SECRET_KEY."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(Exception):
    """Sealed under another SECRET_KEY: the secret is lost."""


def seal(secret: str) -> str:
    """The secret, readable only with the key of this house."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret as it was; raises SealBroken."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise SealBroken from fault


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"edinstvo.access.secrets")
    return Fernet(urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
