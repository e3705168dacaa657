"""Acts on records: two of one person become one, and two again."""

from dataclasses import replace
from datetime import date, datetime

from tests.registry.ledger import Ledger, Stay
from tests.registry.members.merges import merged as people_merged
from tests.registry.members.merges import split as people_split
from tests.registry.random_acts.of_members import stay_of
from tests.registry.random_acts.world import Act, Draw, World, pick


def _merge(world: World, draw: Draw, at: datetime) -> None:
    ledger = world.ledger
    people = list(ledger.last_stays().values())
    kept, _ = stay_of({id_: ledger.known_stays()[id_] for id_ in people}, draw.one)
    other, _ = stay_of({id_: ledger.known_stays()[id_] for id_ in people if id_ != kept.pk}, draw.other)
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
    act, before, after = pick(world.merges, draw.one)
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


ACTS: dict[str, Act] = {
    "merge": _merge,
    "split": _split,
}
