"""Acts on organisations with all their people: merged, given over, split off, taken back."""

from dataclasses import replace
from datetime import date, datetime

from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from tests.cast import OPERATOR
from tests.registry.ledger import Stay
from tests.registry.random_acts.of_members import carried
from tests.registry.random_acts.of_organisations import enter, rows_that
from tests.registry.random_acts.world import Act, Draw, NobodyFits, World, pick
from tests.registry.reorganisations.merging import merged


def _join_schools(world: World, draw: Draw, at: datetime) -> None:
    source = pick(rows_that(lambda row: row.is_open and row.keeps_members), draw.one)
    target = pick(rows_that(lambda row: row.is_open and row.keeps_members and row.pk != source.pk), draw.other)
    ledger = world.ledger
    going = {id_: stay for id_, stay in ledger.open_stays().items() if source.pk in ledger.chain(stay.place, date.max)}
    day = max([draw.day, *(stay.begin for stay in going.values())])
    act = merged(source, target, on=day, at=at)
    parts = [id_ for id_ in ledger.ids() if source.pk in ledger.chain(id_, date.max) and ledger.stands(id_)]
    assert sorted(act.closed) == sorted(parts)
    _take_down(world, act, going, [("status", id_, "closed") for id_ in parts], at)


def _give_schools(world: World, draw: Draw, at: datetime) -> None:
    """A territory closes and gives what stands below it to another one."""
    source = pick(rows_that(lambda row: row.is_open and row.level == "territory"), draw.one)
    target = pick(rows_that(lambda row: row.is_open and row.level == "territory" and row.pk != source.pk), draw.other)
    ledger = world.ledger
    below = [id_ for id_ in ledger.ids() if ledger.answer("parent", id_, date.max) == source.pk and ledger.stands(id_)]
    act = merged(source, target, kind=Kind.CLOSED, on=draw.later, at=at)
    assert sorted(act.moved) == sorted(below)
    said = [("parent", id_, target.pk) for id_ in below]
    _take_down(world, act, {}, [*said, ("status", source.pk, "closed")], at)


def _split_off(world: World, draw: Draw, at: datetime) -> None:
    ledger = world.ledger
    source = pick(rows_that(lambda row: row.is_open and row.level == "primary"), draw.one)
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
        decision="Постановление № 9",
        at=at,
    )
    enter(ledger, act.target, at)
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
        ledger.tell(new_ids[id_], carried(stay, act.target_id, act.on), at)
    world.reorganisations.append((act, going, before))


def _undo_reorganisation(world: World, draw: Draw, at: datetime) -> None:
    act, going, before = pick(world.reorganisations, draw.one)
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


ACTS: dict[str, Act] = {
    "join schools": _join_schools,
    "give schools": _give_schools,
    "split off": _split_off,
    "undo reorganisation": _undo_reorganisation,
}
