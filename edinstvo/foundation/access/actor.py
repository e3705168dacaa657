"""The actor: who acts, with which powers, in which branches; built once, at the door."""

from dataclasses import dataclass

from django.db.models import Q

from edinstvo.foundation.access.branches import Branch, Level, Placed, lies_in, within
from edinstvo.foundation.access.powers import Power


class PowerMissing(Exception):
    """The actor does not have the power at that place; the door answers as if the place did not exist."""

    def __init__(self, *, power: Power) -> None:
        super().__init__(f"power {power.value} is missing here")
        self.power = power


@dataclass(frozen=True)
class Actor:
    """Somebody who acts. `address` is where they act from: a network address, or the name of a command.

    `needs_second_factor`: their roles are of those that nobody may use after a password alone.
    """

    user_id: int | None
    name: str
    grants: frozenset[tuple[Power, Branch]] = frozenset()
    address: str = ""
    needs_second_factor: bool = False

    @classmethod
    def operator(cls, *, name: str, command: str) -> "Actor":
        """A named operator at the server's own command line: every power, over the whole union."""
        everywhere = Branch(level=Level.UNION, organisation_id=0)
        return cls(
            user_id=None,
            name=name,
            grants=frozenset((power, everywhere) for power in Power),
            address=f"command {command}",
        )

    @property
    def is_signed_in(self) -> bool:
        """Whether there is anybody at all behind the actor."""
        return bool(self.name)

    def branches(self, power: Power) -> tuple[Branch, ...]:
        """The branches in which the actor has the power, in a stable order."""
        return tuple(
            sorted((b for p, b in self.grants if p is power), key=lambda branch: (branch.level, branch.organisation_id))
        )

    def may(self, power: Power, *, at: Placed | None = None) -> bool:
        """Whether the actor has the power at the placed row, or, without `at`, anywhere at all."""
        branches = self.branches(power)
        return bool(branches) if at is None else lies_in(branches, at)

    def require(self, power: Power, *, at: Placed) -> None:
        """Raise PowerMissing unless the actor has the power at the placed row."""
        if not self.may(power, at=at):
            raise PowerMissing(power=power)

    def scope(self, power: Power, *, via: str = "") -> Q:
        """The SQL predicate of all placed rows at which the actor has the power."""
        return within(self.branches(power), via=via)


NOBODY = Actor(user_id=None, name="")
