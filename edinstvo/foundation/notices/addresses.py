"""Where a message can be sent."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from edinstvo.foundation.notices.models import Channel

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


def is_usable_address(channel: Channel, address: str) -> bool:
    """Whether it is written as an e-mail address in ASCII, or as a telephone number (E.164)."""
    if channel is Channel.SMS:
        return bool(_NUMBER.fullmatch(address))
    return address.isascii() and _is_email(address)


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
