"""Files that hold codes are sealed, and codes are hashed, with a key that is made from SECRET_KEY."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Sealed at once, letters for a region would take seven times their size meanwhile.
_PIECE = 2**20
_HASHED_FOR = "edinstvo.offices.letters"


class SealBroken(Exception):
    """Sealed under another SECRET_KEY: what was in it is lost."""


def sealed(content: bytes) -> Iterator[bytes]:
    """The content, readable only with the key of this house: a line for each mebibyte of it."""
    fernet = _fernet()
    for start in range(0, len(content), _PIECE):
        yield fernet.encrypt(content[start : start + _PIECE]) + b"\n"


def unsealed(lines: Iterable[bytes]) -> bytes:
    """The content as it was; raises SealBroken."""
    fernet = _fernet()
    try:
        return b"".join(fernet.decrypt(line.rstrip()) for line in lines)
    except InvalidToken as fault:
        raise SealBroken from fault


def code_hash(*, login: str, code: str) -> str:
    """What is kept of a letter's code: 64 hexadecimal digits that say nothing without the server's secret."""
    return salted_hmac(_HASHED_FOR, f"{login} {code}", algorithm="sha256").hexdigest()


def is_code_of(*, login: str, code: str, hashed: str) -> bool:
    """Whether this is the code, found out in the same time either way."""
    return constant_time_compare(code_hash(login=login, code=code), hashed)


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"edinstvo.offices.letters")
    return Fernet(urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
