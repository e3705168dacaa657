"""What stands behind an address: a sample of it, made in the lived-in region."""

from collections.abc import Callable

from django.urls import reverse

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.members.models import Membership
from tests.cast import TODAY
from tests.journeys.every_world import World

Sample = Callable[[World], list[str]]


def of_primary(name: str) -> Sample:
    """The address of a primary organisation."""
    return lambda world: [reverse(name, kwargs={"inpo": world.cast.berezovka.inpo})]


def of_part(name: str) -> Sample:
    """The address of a part of a primary organisation."""
    return lambda world: [reverse(name, kwargs={"id": world.cast.evening_department.pk})]


def of_person(name: str) -> Sample:
    """The address of whoever was entered first."""
    return lambda _: [reverse(name, kwargs={"person_id": Membership.objects.order_by("id")[0].person_id})]


def chief() -> Actor:
    """Who may do everything in the region."""
    return actor_of(User.objects.get(login="chief"), on=TODAY, address="")
