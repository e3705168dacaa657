"""Acts of random histories: done in the register and, where that takes them, told to the ledger in plain words."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.ask_transfer import ask_transfer
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.models import Membership, PersonMerge, Side
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, values_of
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import NOW, OPERATOR, TODAY, found
from tests.registry.imports.lists import planned
from tests.registry.ledger import Ledger, Stay
from tests.registry.members.merges import merged as people_merged
from tests.registry.members.merges import split as people_split
from tests.registry.members.people import BORN, a_member, dates_of, ended, person, versions
from tests.registry.organisations.closing import closed, reopened
from tests.registry.organisations.moving import fresh, moved, moved_back
from tests.registry.organisations.small_union import BEGINNING, a_bare_union
from tests.registry.reorganisations.merging import merged

Thing = TypeVar("Thing")
CATEGORIES = ("pedagogical", "support", "student")
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


@dataclass(frozen=True)
class Draw:
    """What an act is about: numbers to choose by, and days."""

    one: int
    other: int
    day: date
    later: date


@dataclass
class World:
    """The ledger, and what can be taken back, each with how things were known before."""

    ledger: Ledger = field(default_factory=Ledger)
    names: dict[int, str] = field(default_factory=dict)
    merges: list[tuple[PersonMerge, dict[int, Stay], dict[int, Stay]]] = field(default_factory=list)
    reorganisations: list[tuple[Reorganisation, dict[int, Stay], dict[tuple[str, int], object]]] = field(
        default_factory=list
    )
    lists: list[ImportPlan] = field(default_factory=list)

    def new_name(self) -> str:
        """A name that nobody has yet."""
        number = len(self.names) + 20 * len(self.lists)
        return f"Белых Анна{LETTERS[number // len(LETTERS)]}{LETTERS[number % len(LETTERS)]}"


def begin() -> World:
    """The small union with a department in a school, and three people in each of two schools."""
    world = World()
    rows = a_bare_union()
    rows.append(found(rows[-1], "Отделение", type=OrganisationType.SUBDIVISION, on=BEGINNING))
    for row in rows:
        _enter(world.ledger, row, NOW)
    for number, place in enumerate([*rows[7:10] * 2, rows[-1]]):
        _admit(world, place, BEGINNING.replace(day=1 + number), CATEGORIES[number % 3], NOW)
    return world


def act(world: World, name: str, draw: Draw, at: datetime) -> None:
    """Do it; what the register refuses is raised and not told."""
    ACTS[name](world, draw, at)


def _pick(things: Collection[Thing], number: int) -> Thing:
    if not things:
        raise NobodyFits
    return list(things)[number % len(things)]


class NobodyFits(Exception):
    """There is nothing yet that this act could be about."""


# Organisations


def _rows(fits: Callable[[Organisation], bool]) -> list[Organisation]:
    return [row for row in Organisation.objects.order_by("pk") if row.parent_id and fits(row)]


def _enter(ledger: Ledger, row: Organisation, at: datetime) -> None:
    for kind, value in (("name", row.name), ("parent", row.parent_id), ("status", "open")):
        ledger.say(kind, row.pk, at, row.founded_on, value)


def _found(world: World, draw: Draw, at: datetime) -> None:
    where = _pick(_rows(lambda row: row.is_open), draw.one)
    below = {"region": OrganisationType.TERRITORIAL, "territory": OrganisationType.PRIMARY}
    type_ = below.get(where.level or "", OrganisationType.SUBDIVISION)
    _enter(world.ledger, found(where, f"Новая {Organisation.objects.count()}", type=type_, on=draw.day, at=at), at)


def _rename(world: World, draw: Draw, at: datetime) -> None:
    row = _pick(_rows(lambda _: True), draw.one)
    name = f"Название {row.pk} {draw.other}"
    rename_organisation(
        actor=OPERATOR,
        organisation=row,
        name=name,
        short_name=name,
        on=draw.day,
        at=at,
        decision="",
        expected_version=row.version,
    )
    world.ledger.say("name", row.pk, at, draw.day, name)


def _move(world: World, draw: Draw, at: datetime) -> None:
    row = _pick(_rows(lambda row: row.level in ("territory", "primary")), draw.one)
    above = "region" if row.level == "territory" else "territory"
    where = _pick(_rows(lambda one: one.level == above), draw.other)
    moved(row, where, on=draw.day, at=at)
    world.ledger.say("parent", row.pk, at, draw.day, where.pk)


def _undo_move(world: World, draw: Draw, at: datetime) -> None:
    row = _pick(_rows(lambda row: _moved_on(world.ledger, row) is not None), draw.one)
    day = _moved_on(world.ledger, row)
    assert day is not None
    moved_back(row, on=day, at=at)
    world.ledger.take_back("parent", row.pk, at, day)


def _moved_on(ledger: Ledger, row: Organisation) -> date | None:
    """The last day of which a move stands, one that corrected the founding too."""
    day = max(ledger.days("parent", row.pk))
    return day if day != row.founded_on or len(ledger.standing["parent", row.pk, day]) > 1 else None


def _close(world: World, draw: Draw, at: datetime) -> None:
    row = _pick(_rows(lambda row: row.is_open and row.level != "region"), draw.one)
    closed(row, on=draw.day, at=at)
    world.ledger.say("status", row.pk, at, draw.day, "closed")


def _reopen(world: World, draw: Draw, at: datetime) -> None:
    row = _pick(_rows(lambda row: not row.is_open), draw.one)
    day = row.closed_on
    assert day is not None
    reopened(row, at=at)
    world.ledger.say("status", row.pk, at, day, "open" if day == row.founded_on else None)


# People


def _admit(world: World, place: Organisation, day: date, category: str, at: datetime, name: str = "") -> None:
    name = name or world.new_name()
    details = MembershipDetails(joined_on=day, category=category)
    opened = a_member(place, name, BORN, since=day, at=at, details=details)
    world.names[opened.person_id] = name
    world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, day, None, ((day, category),)), at)


def _newcomer(world: World, draw: Draw, at: datetime) -> None:
    place = _pick(_rows(lambda row: row.is_open and row.keeps_members), draw.one)
    _admit(world, place, draw.day, CATEGORIES[draw.other % 3], at)


def _former(world: World, number: int) -> int:
    """A person all of whose stays have ended."""
    last = world.ledger.last_stays()
    return _pick([person for person, id_ in last.items() if id_ not in world.ledger.open_stays()], number)


def _return(world: World, draw: Draw, at: datetime) -> None:
    """Somebody comes back and is known by name and birth date."""
    person_id = _former(world, draw.one)
    place = _pick(_rows(lambda row: row.is_open and row.keeps_members), draw.other)
    _admit(world, place, draw.later, "support", at, world.names[person_id])
    assert Membership.objects.order_by("-pk")[0].person_id == person_id


def _readmit(world: World, draw: Draw, at: datetime) -> None:
    place = _pick(_rows(lambda row: row.is_open and row.keeps_members), draw.other)
    opened = readmit_member(
        actor=OPERATOR,
        person_id=_former(world, draw.one),
        organisation=place,
        membership=MembershipDetails(),
        on=TODAY,
        registered_on=draw.later,
        at=at,
    )
    world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, draw.later), at)


def _stay(stays: dict[int, Stay], number: int) -> tuple[Membership, Stay]:
    id_ = _pick(stays, number)
    return Membership.objects.select_related("person").get(pk=id_), stays[id_]


def _edit(world: World, draw: Draw, at: datetime) -> None:
    """Another category from a day on."""
    row, stay = _stay(world.ledger.open_stays(), draw.one)
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
    row, stay = _stay(world.ledger.known_stays(), draw.one)
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
    row, stay = _stay(world.ledger.open_stays(), draw.one)
    day = max(draw.day, stay.begin)
    ended(row, day, at=at)
    world.ledger.tell(row.pk, replace(stay, end=day), at)


def _carried(stay: Stay, place: int, day: date) -> Stay:
    """The stay that goes on elsewhere from the day: with the category of that day, and those that came later."""
    then = stay.category_on(day)
    later = tuple((since, category) for since, category in stay.categories if since > day)
    return replace(stay, place=place, begin=day, categories=((day, then), *later) if then else later)


def _transfer(world: World, draw: Draw, at: datetime) -> None:
    row, stay = _stay(world.ledger.open_stays(), draw.one)
    place = _pick(_rows(lambda row: row.is_open and row.keeps_members), draw.other)
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
    world.ledger.tell(done.new_stay_id, _carried(stay, place.pk, day), at)


# One person in two rows


def _merge(world: World, draw: Draw, at: datetime) -> None:
    ledger = world.ledger
    people = list(ledger.last_stays().values())
    kept, _ = _stay({id_: ledger.known_stays()[id_] for id_ in people}, draw.one)
    other, _ = _stay({id_: ledger.known_stays()[id_] for id_ in people if id_ != kept.pk}, draw.other)
    act = people_merged(kept, other, at=at)
    before = {id_: stay for id_, stay in ledger.known_stays().items() if stay.person in (kept.person_id, act.other_id)}
    for id_, stay in sorted(before.items()):
        if stay.person == act.other_id:
            _join(ledger, act.kept_id, id_, stay, at)
    world.merges.append((act, before, ledger.known_stays()))


def _join(ledger: Ledger, person_id: int, id_: int, stay: Stay, at: datetime) -> None:
    """A stay on the same days in the same place is absorbed, any other one changes its person."""
    keeping = [
        (kept_id, kept)
        for kept_id, kept in ledger.known_stays().items()
        if kept.person == person_id and kept.shares_days_with(stay)
    ]
    if not keeping:
        ledger.tell(id_, replace(stay, person=person_id), at)
        return
    ((kept_id, kept),) = keeping
    assert kept.place == stay.place
    begin, end = min(kept.begin, stay.begin), max(kept.end or date.max, stay.end or date.max)
    known = kept.categories or stay.categories
    categories = tuple((min(day, begin) if n == 0 else day, said) for n, (day, said) in enumerate(known))
    wide = replace(kept, begin=begin, end=None if end == date.max else end, categories=categories)
    ledger.tell(kept_id, wide, at)
    ledger.tell(id_, None, at)


def _split(world: World, draw: Draw, at: datetime) -> None:
    act, before, after = _pick(world.merges, draw.one)
    people_split(act, at=at)
    for id_, stay in before.items():
        now, merged_as = world.ledger.known_stays().get(id_), after.get(id_)
        if now is None or merged_as is None:
            world.ledger.tell(id_, stay, at)
        elif stay.person == act.other_id:
            world.ledger.tell(id_, replace(now, person=act.other_id), at)
        elif stay != merged_as:
            categories = stay.categories if now.categories == merged_as.categories else now.categories
            world.ledger.tell(id_, replace(stay, categories=categories), at)


# Whole organisations


def _join_schools(world: World, draw: Draw, at: datetime) -> None:
    source = _pick(_rows(lambda row: row.is_open and row.keeps_members), draw.one)
    target = _pick(_rows(lambda row: row.is_open and row.keeps_members and row.pk != source.pk), draw.other)
    ledger = world.ledger
    going = {id_: stay for id_, stay in ledger.open_stays().items() if source.pk in ledger.chain(stay.place, date.max)}
    day = max([draw.day, *(stay.begin for stay in going.values())])
    act = merged(source, target, on=day, at=at)
    parts = [id_ for id_ in ledger.ids() if source.pk in ledger.chain(id_, date.max) and ledger.stands(id_)]
    assert sorted(act.closed) == sorted(parts)
    _take_down(world, act, going, [("status", id_, "closed") for id_ in parts], at)


def _give_schools(world: World, draw: Draw, at: datetime) -> None:
    """A territory closes and gives what stands below it to another one."""
    source = _pick(_rows(lambda row: row.is_open and row.level == "territory"), draw.one)
    target = _pick(_rows(lambda row: row.is_open and row.level == "territory" and row.pk != source.pk), draw.other)
    ledger = world.ledger
    below = [id_ for id_ in ledger.ids() if ledger.answer("parent", id_, date.max) == source.pk and ledger.stands(id_)]
    act = merged(source, target, kind=Kind.CLOSED, on=draw.later, at=at)
    assert sorted(act.moved) == sorted(below)
    said = [("parent", id_, target.pk) for id_ in below]
    _take_down(world, act, {}, [*said, ("status", source.pk, "closed")], at)


def _split_off(world: World, draw: Draw, at: datetime) -> None:
    ledger = world.ledger
    source = _pick(_rows(lambda row: row.is_open and row.level == "primary"), draw.one)
    there = [id_ for id_, stay in ledger.open_stays().items() if source.pk in ledger.chain(stay.place, date.max)]
    going = {id_: ledger.open_stays()[id_] for id_ in there[: 1 + draw.other % 2]}
    day = max([draw.day, *(stay.begin for stay in going.values())])
    act = split_organisation(
        actor=OPERATOR,
        source=source,
        name=f"Отделившаяся {Organisation.objects.count()}",
        short_name="Отделившаяся",
        stay_ids=list(going),
        on=day,
        decision="",
        at=at,
    )
    _enter(ledger, act.target, at)
    _take_down(world, act, going, [], at)


def _take_down(
    world: World, act: Reorganisation, going: dict[int, Stay], said: list[tuple[str, int, object]], at: datetime
) -> None:
    ledger = world.ledger
    new_ids = dict(act.stays.values_list("stay_id", "new_stay_id"))
    assert new_ids.keys() == going.keys()
    before = {(kind, id_): ledger.days(kind, id_).get(act.on) for kind, id_, _ in said}
    for kind, id_, value in said:
        ledger.say(kind, id_, at, act.on, value)
    for id_, stay in going.items():
        ledger.tell(id_, replace(stay, end=act.on), at)
        ledger.tell(new_ids[id_], _carried(stay, act.target_id, act.on), at)
    world.reorganisations.append((act, going, before))


def _undo_reorganisation(world: World, draw: Draw, at: datetime) -> None:
    act, going, before = _pick(world.reorganisations, draw.one)
    if fresh_act(act).undone_at is not None:
        raise NobodyFits
    undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason="Отменено", at=at)
    ledger = world.ledger
    for (kind, id_), value in before.items():
        if kind == "parent":
            ledger.take_back(kind, id_, at, act.on, said_at=act.done_at)
        else:
            ledger.say(kind, id_, at, act.on, value)
    for id_, new_id in act.stays.values_list("stay_id", "new_stay_id"):
        ledger.tell(id_, going[id_], at)
        ledger.tell(new_id, None, at)
    if act.kind == Kind.SPLIT:
        ledger.say("status", act.target_id, at, act.on, "closed")


def fresh_act(act: Reorganisation) -> Reorganisation:
    """The reorganisation as it stands now."""
    return Reorganisation.objects.get(pk=act.pk)


# Lists


def _bring(world: World, draw: Draw, at: datetime) -> None:
    """A newcomer, somebody who is there already, and somebody who has left, all with a day of registration."""
    place = fresh(_pick(_rows(lambda row: row.is_open and row.keeps_members), draw.one))
    known = [world.names[one] for one in (*_people_at(world, place.pk), *_formers(world)) if one in world.names]
    names = [world.new_name(), *([_pick(known, draw.other)] if known else [])]
    rows = [(name, f"{BORN:%d.%m.%Y}", f"{draw.later:%d.%m.%Y}", f"Сотрудник {draw.other}") for name in names]
    plan = planned(place, rows, headings=("ФИО", "Дата рождения", "Дата постановки на учёт", "Должность"))
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)
    for row in plan.rows.filter(action="new").order_by("position"):
        opened = Membership.objects.get(pk=row.new_membership_id)
        world.names.setdefault(opened.person_id, names[row.position - 1])
        before = [one.end for one in world.ledger.known_stays().values() if one.person == opened.person_id and one.end]
        # Somebody who was on record on that day comes back today.
        begin = draw.later if draw.later >= max(before, default=date.min) else TODAY
        world.ledger.tell(opened.pk, Stay(opened.person_id, place.pk, begin), at)
    world.lists.append(plan)


def _people_at(world: World, place: int) -> list[int]:
    return [stay.person for stay in world.ledger.open_stays().values() if stay.place == place]


def _formers(world: World) -> list[int]:
    last = world.ledger.last_stays()
    return [person_id for person_id, id_ in last.items() if id_ not in world.ledger.open_stays()]


def _undo_list(world: World, draw: Draw, at: datetime) -> None:
    plan = _pick(world.lists, draw.one)
    undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)
    for id_ in plan.rows.filter(action="new", outcome="reversed").values_list("new_membership_id", flat=True):
        # What was said of it since would have kept it.
        assert len(world.ledger.stays[id_]) == 1
        world.ledger.tell(id_, None, at)


ACTS: dict[str, Callable[[World, Draw, datetime], Any]] = {
    "found": _found,
    "rename": _rename,
    "move": _move,
    "undo move": _undo_move,
    "close": _close,
    "reopen": _reopen,
    "admit": _newcomer,
    "return": _return,
    "readmit": _readmit,
    "edit": _edit,
    "correct": _correct,
    "end": _end,
    "transfer": _transfer,
    "merge": _merge,
    "split": _split,
    "join schools": _join_schools,
    "give schools": _give_schools,
    "split off": _split_off,
    "undo reorganisation": _undo_reorganisation,
    "bring": _bring,
    "undo list": _undo_list,
    "fold": lambda *_: fold_deltas(),
}
