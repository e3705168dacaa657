"""Codes of the second step: those of an app, good for half a minute, and those on paper, good once."""

import secrets
from datetime import datetime
from hmac import compare_digest

from django.utils.crypto import salted_hmac
from pyotp import TOTP, random_base32

from edinstvo.foundation.access.models import User

RECOVERY_CODES = 10
_SECONDS = 30
_DIGITS_OF_AN_APP, _DIGITS_ON_PAPER = 6, 16


def new_secret() -> str:
    """32 letters and digits, 160 bits (RFC 4226, section 4)."""
    return random_base32()


def address_of_secret(*, secret: str, account: str) -> str:
    """What the QR code says to the app: otpauth://totp/…"""
    return TOTP(secret).provisioning_uri(name=account, issuer_name="Edinstvo")


def half_minute_of(*, secret: str, code: str, at: datetime) -> int | None:
    """The half minute, counted from 1970, whose code this is: the present one or a neighbour (RFC 6238); else None.

    A neighbour, because no two clocks agree and people need time to type.
    """
    app, now = TOTP(secret), int(at.timestamp()) // _SECONDS
    fitting = [step for step in (now - 1, now, now + 1) if compare_digest(app.generate_otp(step), code)]
    return fitting[-1] if fitting else None


def digits_of(typed: str) -> str:
    """The digits alone: codes are shown in groups, and typed as one likes."""
    return "".join(sign for sign in typed if sign in "0123456789")


def is_of_an_app(digits: str) -> bool:
    """Whether so many digits can be the code of an app."""
    return len(digits) == _DIGITS_OF_AN_APP


def new_recovery_code() -> str:
    """16 digits, 53 bits: digits, because they are the same on a Russian and a Latin keyboard."""
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS_ON_PAPER))


def in_groups(code: str) -> str:
    """By four, as one reads it aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def recovery_hash(*, user: User, code: str) -> str:
    """What is kept of a recovery code: keyed by SECRET_KEY, so that a stolen database alone tells nothing."""
    return salted_hmac(f"edinstvo.access.recovery.{user.pk}", code, algorithm="sha256").hexdigest()
