"""What has happened, told inside the transaction of the act to those above who must act on it at once.

A slice says in its `events.py` what can happen to what it owns, and tells it; a slice above names in its
`reactions.py` what follows. What may wait belongs into a job (`foundation/queue`); here only what must be committed
together with the act.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from edinstvo.foundation.access.actor import Actor


class Reaction(Protocol):
    """Does what follows from an event, in the transaction of the act that told it."""

    def __call__(self, event: Any, *, actor: Actor, at: datetime) -> None: ...


_REACTIONS: dict[type, list[Reaction]] = {}


def reacts_to(event: type) -> Callable[[Reaction], Reaction]:
    """Make a function the reaction to events of this class: `@reacts_to(MembershipEnded)`."""

    def register(reaction: Reaction) -> Reaction:
        known = _REACTIONS.setdefault(event, [])
        if reaction not in known:
            known.append(reaction)
        return reaction

    return register


def tell(event: object, *, actor: Actor, at: datetime) -> None:
    """Let everybody who reacts to it do so, before the act's transaction ends."""
    for reaction in _REACTIONS.get(type(event), ()):
        reaction(event, actor=actor, at=at)
