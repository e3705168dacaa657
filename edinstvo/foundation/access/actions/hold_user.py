"""Hold a user while what they sign in with is changed."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.second_factor import means_of


class SecondFactorStands(Exception):
    """Somebody who has not made the second step may set up a first one, and there is one by now."""


def hold_user(*, actor: Actor) -> User:
    """The actor's own row, held until the end of the transaction."""
    return User.objects.select_for_update(no_key=True).get(pk=actor.user_id or 0)


def hold_for_another(*, actor: Actor, is_arriving: bool) -> User:
    """The same before a means is added. `is_arriving`: the second step is not made yet. Raises SecondFactorStands."""
    user = hold_user(actor=actor)
    if is_arriving and means_of(user).are_set:
        raise SecondFactorStands
    return user
