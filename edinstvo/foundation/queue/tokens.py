"""The pass to one live stream: the page signs the work's id, the live process believes it for a while."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http.request import split_domain_port

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


def stream_address(*, work_id: int, scheme: str, host: str) -> str:
    """The full address of the work's stream for a page seen under this scheme and host (with its port).

    LIVE_ORIGIN is another port of the same host (":8001"), a whole origin, or "" behind a proxy that knows /live/.
    """
    origin: str = settings.LIVE_ORIGIN
    if origin.startswith(":"):
        origin = f"{scheme}://{split_domain_port(host)[0]}{origin}"
    return f"{origin}/live/work/{work_id}?token={stream_token(work_id=work_id)}"


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="edinstvo.live.work")
