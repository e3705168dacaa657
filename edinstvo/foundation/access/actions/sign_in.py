"""Come in: the session of somebody who has proved who they are is written down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.devices import LONGEST, device_named_by
from edinstvo.foundation.access.links import token_hash
from edinstvo.foundation.access.models import User, UserSession
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


@dataclass(frozen=True)
class Visit:
    """What a sign-in leaves behind: the key of its session, the token of its device, and where it came from."""

    session_key: str
    device_token: str
    user_agent: str
    address: str
    expires_at: datetime


def sign_in(*, user: User, visit: Visit, at: datetime, second_step: str = "") -> int:
    """Write down the session, whose id is the answer, and the entry.

    `second_step` names the means of the second step, "" without one.
    A device from which this user has not come for as long as sessions are remembered makes an entry of its own.
    """
    actor = Actor(user_id=user.pk, name=user.name, address=visit.address)
    about = About(type="user", id=user.pk, name=user.name)
    device_hash = token_hash(visit.device_token)
    with transaction.atomic():
        is_known = UserSession.objects.filter(user=user, device_hash=device_hash).exists()
        session = UserSession.objects.create(
            user=user,
            key_hash=token_hash(visit.session_key),
            device_hash=device_hash,
            user_agent=visit.user_agent[:LONGEST],
            address=visit.address,
            signed_in_at=at,
            last_seen_at=at,
            expires_at=visit.expires_at,
        )
        after = {"second_step": second_step} if second_step else {}
        write_entry(actor=actor, verb="signed_in", about=about, at_place=None, at=at, after=after)
        if not is_known:
            after = {"device": device_named_by(visit.user_agent)}
            write_entry(actor=actor, verb="new_device_seen", about=about, at_place=None, at=at, after=after)
    return session.pk
