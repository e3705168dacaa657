"""A filled register to be visited: its connection, who is signed in, and whom they look for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from benchmarks.databases import connection_to, settle, take_stock, use
from benchmarks.union import Shape, fill_register
from benchmarks.visitors import sign_in
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation, OrganisationType

# How many organisations of each level somebody is signed in for: another one with nearly every request.
_PLACES, _PEOPLE = 40, 3000
_KINDS = {Level.PRIMARY: "primary", Level.TERRITORY: "territorial", Level.REGION: "regional"}
_FIELDS = "pk person_id primary_id territory_id region_id birth_date phone_tail ticket_number".split()


@dataclass(frozen=True)
class Somebody:
    """An open membership of the register with what it can be found by. `head_id`: the organisation it is seen from."""

    head_id: int
    membership_id: int
    person_id: int
    place_ids: Mapping[Level, int]
    last_name: str
    first_name: str
    birth_date: date
    phone_tail: str
    ticket_number: str


@dataclass(frozen=True)
class Register:
    """`cookies` by organisation id; `people` by the level they are seen from; `inpo` of every organisation by id."""

    members: int
    connection: BaseDatabaseWrapper
    cookies: Mapping[int, str]
    people: Mapping[Level, Sequence[Somebody]]
    inpo: Mapping[int, str]


def filled(*, name: str, shape: Shape, then: Callable[[Mapping[str, int]], None] | None = None) -> Register:
    """Fill the empty database of that name and let people sign in; Django uses it afterwards.

    `then` does more with the organisations (ids by key) before anybody comes.
    """
    use(name)
    ids = fill_register(shape=shape)
    if then is not None:
        then(ids)
    fold_deltas()
    return opened(name=name, members=shape.members)


def opened(*, name: str, members: int) -> Register:
    """The database of that name, filled and used by Django: people sign in, and the planner takes stock of it."""
    inpo = {pk: number or "" for pk, number in Organisation.objects.values_list("pk", "inpo")}
    union = Organisation.objects.get(type=OrganisationType.UNION)
    people, cookies = {Level.UNION: _people(Level.UNION, [], head_id=union.pk)}, dict(sign_in([union]))
    for level, type in _KINDS.items():
        found = list(Organisation.objects.filter(type=type).order_by("pk"))
        places = Random(3).sample(found, min(_PLACES, len(found)))  # noqa: S311 (nobody real, nothing secret)
        cookies |= sign_in(places)
        people[level] = _people(level, [place.pk for place in places])
    take_stock(name)
    settle()
    connections["default"].close()
    return Register(members, connection_to(name), cookies, people, inpo)


def _people(level: Level, place_ids: Sequence[int], *, head_id: int = 0) -> list[Somebody]:
    """Some thousands of those on record in the places, in an order that has nothing to do with anything."""
    findable = Q(birth_date__isnull=False, territory__isnull=False) & ~Q(phone_tail="") & ~Q(ticket_number="")
    rows = Membership.objects.filter(Membership.OPEN, findable)
    if level is not Level.UNION:
        rows = rows.filter(**{f"{level}_id__in": place_ids})
    scattered = rows.order_by(MD5(Concat(Cast("pk", TextField()), Value("scattered"))))
    names = ("person__last_name", "person__first_name")
    return [_somebody(row, level, head_id) for row in scattered.values(*_FIELDS, *names)[:_PEOPLE]]


def _somebody(row: Mapping[str, object], level: Level, head_id: int) -> Somebody:
    place_ids = {place: int(str(row[f"{place}_id"])) for place in _KINDS}
    born = row["birth_date"]
    return Somebody(
        head_id=head_id or place_ids[level],
        membership_id=int(str(row["pk"])),
        person_id=int(str(row["person_id"])),
        place_ids=place_ids,
        last_name=str(row["person__last_name"]),
        first_name=str(row["person__first_name"]),
        birth_date=born if isinstance(born, date) else date.min,
        phone_tail=str(row["phone_tail"]),
        ticket_number=str(row["ticket_number"]),
    )
