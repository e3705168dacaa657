"""Elect a chair everywhere where somebody is on record, and the whole composition of the shown school."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.offices.actions.bind_login import bind_login
from edinstvo.registry.offices.actions.bind_named_login import bind_named_login
from edinstvo.registry.offices.actions.load_mandates import LoadedMandate, load_mandates
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.look_at_chairs import look_at_chairs
from edinstvo.sites.demonstration.actions.world import LOADER, World
from edinstvo.sites.demonstration.rules.logins import SHOWN_LOGINS
from edinstvo.sites.demonstration.rules.showcase import SHOWN_SCHOOL

# The column of a stay that names the head of a branch, and whom of the branch chance elects: the first of this order.
_CHAIRS = (("primary_id", "person_id"), ("territory_id", "-person_id"), ("region_id", "birth_date"))
_SCHOOL = ("treasurer", "audit_chair", "deputy", "audit", "audit", "committee", "committee", "committee")
_RUNS_OUT_IN = timedelta(days=20)


def elect_officers(*, world: World, at: datetime) -> None:
    """One chair for each organisation, elected two Octobers ago for five years; the shown chairs are themselves."""
    today = timezone.localdate(at)
    elected_on = date(today.year - 2, 10, 15)
    shown = dict(_shown_chairs(world))
    chairs = {**dict(_drawn_chairs(elected_on)), **shown}
    rows = [_row(place, "chair", person, elected_on) for place, person in chairs.items()]
    rows += _school(world, chairs, elected_on, today)
    load_mandates(actor=LOADER, mandates=rows, at=at)
    _bind_shown_chairs(world, shown, at)
    look_at_chairs(world=world, chairs=shown, today=today)


def _bind_shown_chairs(world: World, shown: dict[int, int], at: datetime) -> None:
    """Each login is that of its person; where the record is not there yet, that of the chair known by name alone."""
    for one in SHOWN_LOGINS:
        if one.role != "chair" or one.login not in world.users:
            continue
        user, place_id = world.users[one.login], world.ids[one.at]
        if place_id in shown:
            bind_login(actor=LOADER, user=user, person_id=shown[place_id], at=at)
        else:
            bind_named_login(actor=LOADER, user=user, organisation=world.organisation(one.at), at=at)


def _drawn_chairs(on: date) -> Iterator[tuple[int, int]]:
    """(organisation, person): somebody who was on record there by the day and is so now."""
    stays = Membership.objects.filter(Membership.OPEN, registered_on__lte=on)
    for column, order in _CHAIRS:
        heads = Organisation.objects.filter(closed_on=None, founded_on__lte=on)
        found = stays.filter(**{f"{column}__in": heads}).order_by(column, order).distinct(column)
        yield from found.values_list(column, "person_id")


def _shown_chairs(world: World) -> Iterator[tuple[int, int]]:
    """(organisation, person) of the shown logins who are on record there under the very name of the login."""
    for one in SHOWN_LOGINS:
        if one.role != "chair" or one.at not in world.ids:
            continue
        last, first, middle = one.name.split(" ", 2)
        same = Person.objects.filter(last_name=last, first_name=first, middle_name=middle)
        stay = Membership.objects.filter(Membership.OPEN, organisation_id=world.ids[one.at], person__in=same).first()
        if stay is not None:
            yield stay.organisation_id, stay.person_id


def _school(world: World, chairs: dict[int, int], on: date, today: date) -> Iterator[LoadedMandate]:
    """Everybody else who holds an office of the shown school; the term of its treasurer runs out."""
    school = world.ids.get(SHOWN_SCHOOL)
    if school is None:
        return
    stays = Membership.objects.filter(Membership.OPEN, organisation_id=school, registered_on__lte=on)
    people = stays.exclude(person_id=chairs.get(school, 0)).order_by("person_id").values_list("person_id", flat=True)
    for office, person in zip(_SCHOOL, people, strict=False):
        until = today + _RUNS_OUT_IN if office == "treasurer" else None
        yield _row(school, office, person, on, until)


def _row(place: int, office: str, person: int, on: date, until: date | None = None) -> LoadedMandate:
    term = until or date(on.year + 5, on.month, on.day) - timedelta(days=1)
    details = MandateDetails(
        since=on, until=term, body="Отчётно-выборное собрание", decision_on=on, decision_number="1"
    )
    return LoadedMandate(organisation_id=place, office=office, person_id=person, details=details)
