"""Begin to set up an app that shows codes."""

from datetime import datetime, timedelta

from django.db import transaction

from edinstvo.foundation.access.actions.hold_user import hold_for_another
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.codes import new_secret
from edinstvo.foundation.access.models import Authenticator
from edinstvo.foundation.access.sealing import SealBroken, seal, unseal

# As long as one needs to install an app; a second tab shows the same secret meanwhile.
GOOD_FOR = timedelta(hours=1)


def begin_authenticator(*, actor: Actor, at: datetime, is_arriving: bool = False) -> str:
    """The secret that waits for its first code, a new one unless one was made lately. Raises SecondFactorStands."""
    with transaction.atomic():
        user = hold_for_another(actor=actor, is_arriving=is_arriving)
        waiting = Authenticator.objects.filter(user=user, confirmed_at=None)
        lately = waiting.filter(made_at__gt=at - GOOD_FOR).first()
        if lately:
            try:
                return unseal(lately.sealed_secret)
            except SealBroken:
                pass
        waiting.delete()
        secret = new_secret()
        Authenticator.objects.create(user=user, sealed_secret=seal(secret), made_at=at)
    return secret
