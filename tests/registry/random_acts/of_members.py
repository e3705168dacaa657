"""Acts on members: admitted, edited, corrected, ended, transferred."""

from dataclasses import replace
from datetime import date, datetime

from edinstvo.registry.members.actions.ask_transfer import ask_transfer
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.models import Membership, Person, Side
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, values_of
from edinstvo.registry.organisations.models import Organisation
from tests.cast import OPERATOR, TODAY
from tests.registry.ledger import Stay
from tests.registry.members.people import BORN, a_member, dates_of, ended, person, versions
from tests.registry.random_acts.of_organisations import rows_that
from tests.registry.random_acts.world import CATEGORIES, Act, Draw, World, pick


def admit(
    world: World,
    place: Organisation,
    day: date,
    category: str,
    at: datetime,
    name: str = "",
    born: date | None = BORN,
) -> None:
    name = name or world.new_name()
    details = MembershipDetails(joined_on=day, category=category)
    opened = a_member(place, name, born, since=day, at=at, details=details)
    world.names[opened.person_id] = name
    world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, day, None, ((day, category),)), at)


def _newcomer(world: World, draw: Draw, at: datetime) -> None:
    place = pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.one)
    admit(world, place, draw.day, CATEGORIES[draw.other % 3], at)


def former(world: World, number: int) -> int:
    """A person all of whose stays have ended."""
    last = world.ledger.last_stays()
    return pick([person for person, id_ in last.items() if id_ not in world.ledger.open_stays()], number)


def _return(world: World, draw: Draw, at: datetime) -> None:
    """Somebody comes back and is known by name and birth date."""
    person_id = former(world, draw.one)
    place = pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.other)
    born = Person.objects.get(pk=person_id).birth_date
    admit(world, place, draw.later, "support", at, world.names[person_id], born)
    assert Membership.objects.order_by("-pk")[0].person_id == person_id


def _readmit(world: World, draw: Draw, at: datetime) -> None:
    place = pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.other)
    opened = readmit_member(
        actor=OPERATOR,
        person_id=former(world, draw.one),
        organisation=place,
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=draw.later,
        at=at,
    )
    world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, draw.later), at)


def stay_of(stays: dict[int, Stay], number: int) -> tuple[Membership, Stay]:
    id_ = pick(stays, number)
    return Membership.objects.select_related("person").get(pk=id_), stays[id_]


def _edit(world: World, draw: Draw, at: datetime) -> None:
    """Another category from a day on."""
    row, stay = stay_of(world.ledger.open_stays(), draw.one)
    category = CATEGORIES[draw.other % 3]
    known = {name: getattr(row, name) for name in values_of(MembershipDetails())}
    edit_member(
        actor=OPERATOR,
        membership_id=row.pk,
        expected=versions(row),
        person=_details_of(row),
        details=MembershipDetails(**{**known, "category": category}),
        category_from=draw.day,
        on=TODAY,
        at=at,
    )
    if category != row.category:
        categories = {**dict(stay.categories), draw.day: category}
        world.ledger.tell(row.pk, replace(stay, categories=tuple(sorted(categories.items()))), at)


def _details_of(row: Membership) -> PersonDetails:
    return PersonDetails(**{name: getattr(row.person, name) for name in values_of(person())})


def _correct(world: World, draw: Draw, at: datetime) -> None:
    """Other days; the category of the first day holds from an earlier first day too."""
    row, stay = stay_of(world.ledger.known_stays(), draw.one)
    begin = min(draw.day, draw.later)
    end = (None, max(draw.day, draw.later), stay.end and max(begin, stay.end))[draw.other % 3]
    correct_member(
        actor=OPERATOR,
        membership_id=row.pk,
        expected=versions(row),
        person=_details_of(row),
        dates=dates_of(row, registered_on=begin, ended_on=end, end_reason="own_wish" if end else ""),
        reason="Опечатка",
        on=TODAY,
        at=at,
    )
    categories = stay.categories
    if categories and begin < categories[0][0] <= stay.begin:
        categories = ((begin, categories[0][1]), *categories[1:])
    world.ledger.tell(row.pk, replace(stay, begin=begin, end=end, categories=categories), at)


def _end(world: World, draw: Draw, at: datetime) -> None:
    row, stay = stay_of(world.ledger.open_stays(), draw.one)
    day = max(draw.day, stay.begin)
    ended(row, day, at=at)
    world.ledger.tell(row.pk, replace(stay, end=day), at)


def carried(stay: Stay, place: int, day: date) -> Stay:
    """The stay that goes on elsewhere from the day: with the category of that day, and those that came later."""
    then = stay.category_on(day)
    later = tuple((since, category) for since, category in stay.categories if since > day)
    return replace(stay, place=place, begin=day, categories=((day, then), *later) if then else later)


def _transfer(world: World, draw: Draw, at: datetime) -> None:
    row, stay = stay_of(world.ledger.open_stays(), draw.one)
    place = pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.other)
    day = max(draw.day, stay.begin)
    done = ask_transfer(
        actor=OPERATOR,
        stay_id=row.pk,
        target=place,
        asked_by=Side.SOURCE,
        application_on=None,
        note="",
        moves_on=day,
        due_on=TODAY,
        on=TODAY,
        at=at,
    )
    assert done.new_stay_id is not None
    world.ledger.tell(row.pk, replace(stay, end=day), at)
    world.ledger.tell(done.new_stay_id, carried(stay, place.pk, day), at)


def people_at(world: World, place: int) -> list[int]:
    return [stay.person for stay in world.ledger.open_stays().values() if stay.place == place]


def formers(world: World) -> list[int]:
    last = world.ledger.last_stays()
    return [person_id for person_id, id_ in last.items() if id_ not in world.ledger.open_stays()]


ACTS: dict[str, Act] = {
    "admit": _newcomer,
    "return": _return,
    "readmit": _readmit,
    "edit": _edit,
    "correct": _correct,
    "end": _end,
    "transfer": _transfer,
}
