"""The pass to one live stream: the page signs the work's id, the live process believes it for a while."""

from django.core.signing import BadSignature, TimestampSigner

_VALID_FOR = 12 * 60 * 60


def stream_token(*, work_id: int) -> str:
    """A token that opens the stream of this work for twelve hours. Give it only to those who may see the work."""
    return _signer().sign(str(work_id))


def opens_stream(*, token: str, work_id: int) -> bool:
    """Whether the token was made for this work and is still valid."""
    try:
        return _signer().unsign(token, max_age=_VALID_FOR) == str(work_id)
    except BadSignature:
        return False


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="edinstvo.live.work")
