"""Under which numbers a person was seen: random merges and splits against a recount record by record."""

import random
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.registry.members.models import PersonMerge
from edinstvo.registry.members.queries.numbers import Span, spans
from tests.cast import NOW

PEOPLE, MOMENTS = range(1, 7), 12


def moment(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


class Told:
    """A union of six records. `shown[t][n]`: under which number the record n is to be seen at the moment t."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.merges: list[PersonMerge] = []
        self.shown: list[dict[int, int]] = []
        into: dict[int, int] = {}
        for number in range(MOMENTS):
            standing = [one for one in self.merges if one.split_at is None]
            # A merge on which a later one stands is not taken back (split_people).
            last = {id_: one for one in standing for id_ in (one.kept_id, one.other_id)}
            loose = [one for one in standing if last[one.kept_id] is one and last[one.other_id] is one]
            present = [one for one in PEOPLE if one not in into]
            if loose and dice.random() < 0.4:
                merge = dice.choice(loose)
                merge.split_at = moment(number)
                del into[merge.other_id]
            elif len(present) > 1:
                kept, other = dice.sample(present, 2)
                self.merges.append(PersonMerge(kept_id=kept, other_id=other, merged_at=moment(number)))
                into[other] = kept
            self.shown.append({one: _end(one, into) for one in PEOPLE})


def _end(one: int, into: dict[int, int]) -> int:
    while one in into:
        one = into[one]
    return one


def covers(span: Span, at: datetime) -> bool:
    return (span.since is None or span.since <= at) and (span.until is None or at < span.until)


@given(st.integers(0, 10**9))
def test_a_look_is_told_to_everybody_whose_record_was_a_part_of_what_was_looked_at(seed: int) -> None:
    told = Told(seed)
    now = told.shown[-1]
    for person in {now[one] for one in PEOPLE}:
        found = list(spans(person, told.merges))
        mine = [one for one in PEOPLE if now[one] == person]
        for number, shown in enumerate(told.shown):
            for looked_at in set(shown.values()):
                expected = any(shown[one] == looked_at for one in mine)
                # The look itself comes a little after the act of that minute.
                at = moment(number) + timedelta(seconds=30)
                assert any(one.person_id == looked_at and covers(one, at) for one in found) == expected
