"""Note where a sent form led, or that it led nowhere and may be sent again."""

from uuid import UUID

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Sending


def settle_sending(*, actor: Actor, token: UUID, answer: str) -> None:
    """`answer` is an address; "" gives the token back: the form was shown again with its errors."""
    if actor.user_id is None:
        return
    sending = Sending.objects.filter(token=token, user_id=actor.user_id)
    if answer:
        sending.update(answer=answer)
    else:
        sending.delete()
