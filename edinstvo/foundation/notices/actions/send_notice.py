"""Say something to people: written down and queued in the transaction of the act that has to say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.notices.addresses import is_usable_address
from edinstvo.foundation.notices.models import Channel, Notice, State
from edinstvo.foundation.notices.secrets import kept_words
from edinstvo.foundation.notices.sending.ways import leads_out
from edinstvo.foundation.notices.wording import worded
from edinstvo.foundation.queue.actions.call_errand import call_errand

DELIVERY = "notices.deliver"


class AddressUnusable(Exception):
    """There is no such e-mail address or telephone number (E.164), or no user is named."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """What to say to whom: template "<app>/<name>" with its values, in a language ("": the union's).

    To `address` by e-mail or SMS, or to `user_id` inside the house, there with a `link`: the name of one of our pages
    and its ids, "members:transfer 12".
    `is_secret`: it opens something; its words are sealed until they have left, and the outbox shows only that it went.
    """

    channel: Channel
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    address: str = ""
    user_id: int | None = None
    name: str = ""
    language: str = ""
    link: str = ""
    is_secret: bool = False
    organisation_id: int | None = None
    at_place: Placed | None = None


def send_notice(*, actor: Actor, message: Message, at: datetime) -> Notice:
    """One of `send_notices`."""
    return send_notices(actor=actor, messages=[message], at=at)[0]


@whole_register(reason=Reason.NOTICE)
def send_notices(*, actor: Actor, messages: Sequence[Message], at: datetime) -> list[Notice]:
    """Write them down, rendered, and have them delivered once the caller's transaction is committed.

    Where no server is set for a channel, its notices are only shown in the outbox. The caller has asked whether the
    actor may do what is told here. Raises AddressUnusable, TemplateDoesNotExist; then nothing is said to anybody.
    """
    with transaction.atomic():
        notices = Notice.objects.bulk_create([_written(actor, message, at) for message in messages])
        if any(notice.state == State.WAITING for notice in notices):
            call_errand(name=DELIVERY)
    return notices


def _written(actor: Actor, message: Message, at: datetime) -> Notice:
    _refuse_unusable(message)
    said = worded(template=message.template, values=message.values, language=message.language)
    is_inside, place = message.channel is Channel.IN_APP, message.at_place
    state = State.SENT if is_inside else State.WAITING if leads_out(message.channel) else State.SHOWN
    # A secret that will never leave is of use in a demonstration only.
    is_kept = not message.is_secret or state is not State.SHOWN or settings.IS_DEMONSTRATION
    return Notice(
        channel=message.channel,
        user_id=message.user_id,
        address=message.address,
        name=message.name[:200],
        template=message.template,
        subject=said.subject,
        text=kept_words(said.text, is_secret=message.is_secret) if is_kept else "",
        link=message.link,
        is_secret=message.is_secret,
        organisation_id=message.organisation_id,
        region_id=place.region_id if place else None,
        territory_id=place.territory_id if place else None,
        primary_id=place.primary_id if place else None,
        sent_by_id=actor.user_id,
        sent_by_name=actor.name,
        state=state,
        next_try_at=at if state is State.WAITING else None,
        created_at=at,
        sent_at=at if is_inside else None,
    )


def _refuse_unusable(message: Message) -> None:
    is_inside = message.channel is Channel.IN_APP
    is_usable = message.user_id is not None if is_inside else is_usable_address(message.channel, message.address)
    if not is_usable:
        raise AddressUnusable
