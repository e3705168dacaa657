"""The words of a notice that opens something: sealed from the moment they are written until they have left."""

from edinstvo.foundation.access.sealing import SealBroken, seal, unseal
from edinstvo.foundation.notices.models import Notice


def kept_words(text: str, *, is_secret: bool) -> str:
    """The text as it is written down."""
    return seal(text) if is_secret and text else text


def words_of(notice: Notice) -> str:
    """What the notice says; "" where its secret has gone, or was sealed under another SECRET_KEY."""
    if not (notice.is_secret and notice.text):
        return notice.text
    try:
        return unseal(notice.text)
    except SealBroken:
        return ""
