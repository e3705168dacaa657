"""The ways out of the house that are open: a channel leads out once its server is named in the settings."""

from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings

from edinstvo.foundation.notices.models import Channel, Notice
from edinstvo.foundation.notices.secrets import words_of
from edinstvo.foundation.notices.sending.outcome import Refused
from edinstvo.foundation.notices.sending.post import Post
from edinstvo.foundation.notices.sending.sms import SmsGateway


class Way(Protocol):
    """Hands one message over; raises Refused, Postponed, Unreachable."""

    def send(self, notice: Notice) -> None: ...


def leads_out(channel: str) -> bool:
    """Whether a server is set for the channel; without one, and from a demonstration, nothing leaves.

    The people of a demonstration are invented, their addresses may be somebody's.
    """
    return not settings.IS_DEMONSTRATION and bool(
        {Channel.EMAIL: settings.SMTP_URL, Channel.SMS: settings.SMS_URL}.get(Channel(channel))
    )


class Ways:
    """The open ways, for one run of messages. A way that is shut stays shut until the next run."""

    def __init__(self) -> None:
        self._open: dict[str, Way] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if leads_out(Channel.EMAIL):
            self._open[Channel.EMAIL] = self._stack.enter_context(Post())
        if leads_out(Channel.SMS):
            self._open[Channel.SMS] = self._stack.enter_context(SmsGateway())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def channels(self) -> list[str]:
        """The channels that still lead out."""
        return list(self._open)

    def send(self, notice: Notice) -> None:
        """Hand the message over; raises Refused, Postponed, Unreachable."""
        if notice.is_secret and not words_of(notice):
            raise Refused(code="unsealed")
        self._open[notice.channel].send(notice)

    def shut(self, channel: str) -> None:
        """Try this way no more."""
        del self._open[channel]
