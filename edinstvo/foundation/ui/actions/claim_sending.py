"""Take a form's token, so that the same form sent again is known."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Sending

# Nobody presses the same button twice with a day in between.
KEPT_FOR = timedelta(days=1)


class SentAlready(Exception):
    """This very form has been sent before."""


def claim_sending(*, actor: Actor, token: UUID, at: datetime) -> None:
    """Note that the form is sent; raises SentAlready.

    A second sending waits here until the first is through. If the first fails, its transaction takes the token back
    and the second goes on in its place.
    """
    Sending.objects.filter(user_id=_id_of(actor), at__lt=at - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            Sending.objects.create(token=token, user_id=_id_of(actor), at=at)
    except IntegrityError as fault:
        raise SentAlready from fault


def _id_of(actor: Actor) -> int:
    if actor.user_id is None:
        raise ValueError("only somebody with a login sends forms")
    return actor.user_id
