"""Random histories of acts and corrections: of any day, as known on any day, the register answers as a recount does."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.models import MembershipFields
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.person import category_on, members_on, present_record
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import people_on
from edinstvo.registry.organisations.queries.history import name_on, parent_on, status_on, tree_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY
from tests.registry.ledger import Ledger
from tests.registry.members.names import names_wrongly_told
from tests.registry.organisations.moving import disagreements
from tests.registry.organisations.small_union import BEGINNING
from tests.registry.random_acts.acts import ACTS, act, begin
from tests.registry.random_acts.world import CATEGORIES, Draw, World
from tests.registry.refusals import REFUSALS

DAYS = st.integers(0, 40).map(lambda n: BEGINNING + timedelta(days=n))
NUMBERS = st.integers(0, 30)
# What leads to much is drawn more often.
OFTEN = ("admit", "edit", "correct", "correct", "end", "transfer", "merge", "merge", "split", "join schools", "bring")
ACT = st.tuples(
    st.sampled_from([*ACTS, *OFTEN, "undo reorganisation", "undo reorganisation", "undo list"]),
    st.builds(Draw, one=NUMBERS, other=NUMBERS, day=DAYS, later=DAYS),
)


class TestTheWholeRegister(TestCase):
    beginning: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        """The same small union stands at the beginning of every history."""
        cls.beginning = begin()

    @settings(max_examples=25, deadline=None)
    @given(acts=st.lists(ACT, min_size=8, max_size=24), days=st.lists(DAYS, min_size=2, max_size=3), after=NUMBERS)
    def test_answers_as_a_recount_does(self, acts: list[tuple[str, Draw]], days: list[date], after: int) -> None:
        world = deepcopy(self.beginning)
        for number, (name, draw) in enumerate(acts, start=1):
            try:
                act(world, name, draw, NOW + timedelta(days=number))
            except REFUSALS:
                continue
        everywhere = list(Organisation.objects.order_by("pk"))
        then = NOW + timedelta(days=after, hours=1)
        for day, rows in ((days[0], everywhere), (days[-1], everywhere[:3]), (TODAY, everywhere[:1])):
            _compare_people(world.ledger, day, rows)
            for moment in (None, then):
                _compare_stays(world.ledger, day, moment, rows)
        for known_on in (None, then.date()):
            _compare_organisations(world.ledger, days[0], known_on, everywhere)
        _compare_today(world.ledger)


def _compare_stays(ledger: Ledger, day: date, moment: datetime | None, rows: list[Organisation]) -> None:
    """Who was on record, whose stay that was, where, and in which category, as known at the moment."""
    expected = dict(ledger.counted(day, moment))
    for row in rows:
        answered = {_id(one): one for one in members_on(organisation=row, on=day, seen_by=OPERATOR, known_on=moment)}
        # Whoever keeps the record today answers for its past (docs/decisions/0009).
        there = {id_ for id_, stay in expected.items() if row.pk in ledger.chain(stay.place, date.max)}
        assert answered.keys() == there
        if row.parent_id is None:
            for id_, stay in expected.items():
                one: Any = answered[id_]
                assert (one.person_id, one.organisation_id) == (stay.person, stay.place)
                assert category_on(membership_id=id_, on=day, known_on=moment) == stay.category_on(day)


def _id(one: MembershipFields) -> int:
    """The number of the stay, whether that is still known so or was known so once."""
    id_: int = getattr(one, "membership_id", one.pk)
    return id_


def _compare_people(ledger: Ledger, day: date, rows: list[Organisation]) -> None:
    """Who was on record in the branch as it stood on the day: the number, and the list."""
    counted = dict(ledger.counted(day))
    for row in rows:
        there = {id_ for id_, stay in counted.items() if row.pk in ledger.laid(stay.place, day)}
        assert people_on(row, on=day) == len(there)
        listed = filtered(filters=Filters(organisation=row, as_of=day), on=TODAY, seen_by=OPERATOR)
        assert set(listed.values_list("pk", flat=True)) == there
    for category in CATEGORIES:
        listed = filtered(filters=Filters(as_of=day, category=category), on=TODAY, seen_by=OPERATOR)
        there = {id_ for id_, stay in counted.items() if stay.category_on(day) == category}
        assert set(listed.values_list("pk", flat=True)) == there


def _compare_organisations(ledger: Ledger, day: date, known_on: date | None, rows: list[Organisation]) -> None:
    """What stood, under whom, under which name."""
    for row in rows:
        name, above = (question(row, on=day, known_on=known_on) for question in (name_on, parent_on))
        assert (name and name.name) == ledger.answer("name", row.pk, day, known_on)  # type: ignore[union-attr]  # of names
        assert (above and above.parent_id) == ledger.answer("parent", row.pk, day, known_on)  # type: ignore[union-attr]  # of parents
        assert status_on(row, on=day, known_on=known_on) == ledger.answer("status", row.pk, day, known_on)
    standing = {id_ for id_ in ledger.ids() if ledger.answer("status", id_, day, known_on) == "open"}
    for row in rows[:3]:
        below = {id_ for id_ in standing if row.pk in ledger.chain(id_, day, known_on)[1:]}
        assert {one.organisation.pk for one in tree_on(row, on=day, known_on=known_on, seen_by=OPERATOR)} == below


def _compare_today(ledger: Ledger) -> None:
    """The present rows, the figures, which stay speaks for whom; and nobody is in two places on one day."""
    assert disagreements() == []
    assert names_wrongly_told() == []
    chains = [ledger.chain(stay.place, date.max) for stay in ledger.open_stays().values()]
    counted = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=ledger.ids())
    assert counted == {id_: sum(id_ in chain for chain in chains) for id_ in ledger.ids()}
    assert all(ledger.stands(stay.place) for stay in ledger.open_stays().values())
    for person_id, stay_id in ledger.last_stays().items():
        assert present_record(person_id=person_id).pk == stay_id
    stays = list(ledger.known_stays().values())
    for number, one in enumerate(stays):
        for other in stays[number + 1 :]:
            assert one.person != other.person or not one.shares_days_with(other), (one, other)
