"""Something to say, for the tests."""

from datetime import datetime
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from edinstvo.foundation.notices.actions.send_notice import Message, send_notice
from edinstvo.foundation.notices.models import Channel, Notice
from tests.cast import NOW, OPERATOR


def said(
    to: str = "anna@example.org",
    *,
    channel: Channel = Channel.EMAIL,
    actor: Actor = OPERATOR,
    at: datetime = NOW,
    **more: Any,
) -> Notice:
    """A trial message to somebody."""
    values = more.pop("values", {"name": "Орехова"})
    template = more.pop("template", "notices/trial")
    message = Message(channel=channel, template=template, address=to, values=values, **more)
    return send_notice(actor=actor, message=message, at=at)


def delivered(notice: Notice, *, at: datetime = NOW) -> Notice:
    """The notice after one run of the delivery at a moment."""
    deliver_notices(clock=lambda: at)
    notice.refresh_from_db()
    return notice
