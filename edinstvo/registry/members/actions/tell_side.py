"""Tell one side of a transfer, inside the house, what the other one did."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.actions.send_notice import Message, send_notices
from edinstvo.foundation.notices.models import Channel
from edinstvo.foundation.notices.queries import who_answers_for
from edinstvo.registry.members.models import Transfer
from edinstvo.registry.organisations.models import Organisation


def tell_side(*, actor: Actor, transfer: Transfer, side: Organisation, what: str, at: datetime) -> None:
    """A line for each of those who keep the members of that side, or of the nearest above it where anybody does.

    `what` is one of the templates members/notices/transfer_…; whoever acted knows already.
    """
    keepers = who_answers_for(chain_ids=side.chain_ids, power=Power.KEEP_MEMBERS, on=timezone.localdate(at))
    names = {"person": transfer.person.full_name, "source": transfer.source.short_name}
    names |= {"target": transfer.target.short_name, "reason": transfer.answer or transfer.note}
    names |= {"because": str(transfer.lapsed_because)}
    lines = [
        Message(
            channel=Channel.IN_APP,
            template=f"members/transfer_{what}",
            values={**names, "due_on": transfer.due_on},
            user_id=keeper,
            link=f"members:transfer {transfer.pk}",
            organisation_id=side.pk,
            at_place=side,
        )
        for keeper in keepers
        if keeper != actor.user_id
    ]
    send_notices(actor=actor, messages=lines, at=at)
