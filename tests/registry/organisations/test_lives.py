"""Random lives of organisations: whatever is done and corrected, each day is answered as a recount of the log does."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.registry.organisations.actions.change_type import LevelWouldChange, TypeUnchanged
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
)
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    TypeNotAllowedHere,
)
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit, StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding, NameUnchanged
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove
from edinstvo.registry.organisations.models import AllowedParent, Organisation
from edinstvo.registry.organisations.queries.branch_on import chain_on, people_on
from edinstvo.registry.organisations.queries.history import name_on, parent_on, status_on, tree_on, type_on, was_on
from tests.cast import NOW, OPERATOR
from tests.registry.organisations.moving import disagreements
from tests.registry.organisations.random_lives import ACT, Log, drawn, entered
from tests.registry.organisations.small_union import BEGINNING, a_bare_union

DAYS = st.integers(0, 40).map(lambda n: BEGINNING + timedelta(days=n))
ACTS = st.tuples(
    st.sampled_from(
        ["found", "rename", "move", "move", "move", "undo", "close", "reopen", "type", "join", "leave", "fold"]
    ),
    st.integers(0, 11),
    st.integers(0, 11),
    DAYS,
)
REFUSALS = (
    BeforeFounding,
    FoundedBeforeParent,
    LevelWouldChange,
    MovedAgainSince,
    NameTaken,
    NameUnchanged,
    NoSuchMove,
    OrganisationClosed,
    ParentClosed,
    SomeLeftLater,
    SomethingBelowDoesNotFit,
    SomethingStandsBelow,
    SomethingStoodLater,
    StandsThereAlready,
    StandsUnderItself,
    TypeNotAllowedHere,
    TypeUnchanged,
)


class TestLives(TestCase):
    """Random histories of foundings, renamings, moves, closings, changes of type and corrections, with people."""

    @settings(max_examples=30, deadline=None)
    @given(acts=st.lists(ACTS, min_size=8, max_size=24), day=DAYS, after=st.integers(0, 24))
    def test_every_day_as_known_on_every_day_equals_a_recount(
        self, acts: list[tuple[str, int, int, date]], day: date, after: int
    ) -> None:
        log, members = Log(), []
        AllowedParent.objects.get_or_create(type="territorial", parent_type="territorial")
        for row in a_bare_union():
            entered(log, row, NOW)
        for number, (act, one, other, of_day) in enumerate(acts, start=1):
            who, where = drawn(log, act, one, other)
            try:
                ACT[act](log, members, who, where, of_day, NOW + timedelta(days=number))
            except REFUSALS:
                continue
        for known_on in (None, (NOW + timedelta(days=after)).date()):
            _compare(log, day, known_on)
        _compare_people(log, day)
        assert disagreements() == []
        _assert_order(log)


ALL_SAID = ("name", "type", "status")


def _compare(log: Log, day: date, known_on: date | None) -> None:
    rows = list(Organisation.objects.all())
    standing = set()
    for row in rows:
        name, above = (question(row, on=day, known_on=known_on) for question in (name_on, parent_on))
        assert (name and name.name) == log.answer("name", row.pk, day, known_on)  # type: ignore[union-attr]  # of names
        assert (above and above.parent_id) == log.answer("parent", row.pk, day, known_on)  # type: ignore[union-attr]  # of parents
        assert type_on(row, on=day, known_on=known_on) == log.answer("type", row.pk, day, known_on)
        status = log.answer("status", row.pk, day, known_on)
        assert status_on(row, on=day, known_on=known_on) == status
        was = was_on(row, on=day, known_on=known_on)
        assert (was.name, was.type, was.status) == tuple(log.answer(of, row.pk, day, known_on) or "" for of in ALL_SAID)
        standing |= {row.pk} if status == "open" else set()
    for row in rows:
        above = [one.pk for one in chain_on(row, on=day, known_on=known_on)]
        assert above == log.chain(row.pk, day, known_on)[:0:-1]
        below = {one.pk for one in rows if row.pk in log.chain(one.pk, day, known_on)[1:]} & standing
        stood = tree_on(row, on=day, known_on=known_on, seen_by=OPERATOR)
        assert {one.organisation.pk for one in stood} == below
        assert row.name == log.answer("name", row.pk, date.max)
        assert row.type == log.answer("type", row.pk, date.max)
        assert row.is_open == (log.answer("status", row.pk, date.max) == "open")


def _compare_people(log: Log, day: date) -> None:
    for row in Organisation.objects.all():
        there = [
            id_
            for id_, (place, begin, end) in log.stays.items()
            if begin <= day and not (end is not None and end <= day) and row.pk in log.laid(place, day)
        ]
        assert people_on(row, on=day) == len(there)


def _assert_order(log: Log) -> None:
    """On every day nothing stands under what does not stand, nor where its type may not."""
    allowed = set(AllowedParent.objects.values_list("type", "parent_type"))
    days = {day for said in log.said.values() for _, day, _ in said}
    ids = Organisation.objects.exclude(parent=None).values_list("pk", flat=True)
    for day in days:
        for id_ in ids:
            if log.answer("status", id_, day) == "open":
                above = log.answer("parent", id_, day)
                assert isinstance(above, int)
                assert log.answer("status", above, day) == "open"
                assert (log.answer("type", id_, day), log.answer("type", above, day)) in allowed
