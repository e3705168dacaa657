"""What the steps of the filling share: the plan, the ids that its organisations were given, and who acts."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.rules.plan import Plan

# Nobody's address: kept for examples (RFC 5737).
_ADDRESS = "192.0.2.20"
# How many of those on record have agreed to what is required.
AGREED = 0.93
LOADER = Actor.operator(name="Демонстрация", command="fill-demonstration")


@dataclass
class World:
    """The union while it is being filled."""

    plan: Plan
    rng: Random
    agreeing: Random
    holding: Random
    ids: dict[str, int] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def organisation(self, key: str) -> Organisation:
        """The organisation as it stands now."""
        return Organisation.objects.get(pk=self.ids[key])

    def actor(self, login: str) -> Actor:
        """The person behind the login as an actor: their grants do not change."""
        if login not in self._actors:
            self._actors[login] = actor_of(self.users[login], on=self.plan.calendar.today, address=_ADDRESS)
        return self._actors[login]

    def office_hour(self, day: date) -> datetime:
        """A moment of the day at which somebody sits at their desk."""
        return moment(day, 9 + self.rng.randrange(8), self.rng.randrange(60))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of the day in the house's own time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
