"""Random lives of organisations: whatever is done and corrected, each day is answered as a recount of the log does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.change_type import LevelWouldChange, TypeUnchanged, change_type
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
from edinstvo.registry.organisations.actions.rename_organisation import (
    BeforeFounding,
    NameUnchanged,
    rename_organisation,
)
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince, NoSuchMove
from edinstvo.registry.organisations.models import AllowedParent, Organisation, OrganisationType
from edinstvo.registry.organisations.queries.branch_on import chain_on, people_on
from edinstvo.registry.organisations.queries.history import name_on, parent_on, status_on, tree_on, type_on, was_on
from tests.cast import NOW, OPERATOR, found
from tests.registry.ledger import Sayings
from tests.registry.members.people import a_member, ended
from tests.registry.organisations.closing import closed, reopened
from tests.registry.organisations.moving import disagreements, moved, moved_back
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


@dataclass
class Log(Sayings):
    """What was said of organisations, and who was where: (organisation, first day, first day no more)."""

    stays: dict[int, tuple[int, date, date | None]] = field(default_factory=dict)


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
            _enter(log, row, NOW)
        for number, (act, one, other, of_day) in enumerate(acts, start=1):
            who, where = _cast(log, act, one, other)
            try:
                _ACTS[act](log, members, who, where, of_day, NOW + timedelta(days=number))
            except REFUSALS:
                continue
        for known_on in (None, (NOW + timedelta(days=after)).date()):
            _compare(log, day, known_on)
        _compare_people(log, day)
        assert disagreements() == []
        _assert_order(log)


def _cast(log: Log, act: str, one: int, other: int) -> tuple[Organisation, Organisation]:
    """Whom an act is about, mostly somebody whom it can happen to, and where to."""
    rows = list(Organisation.objects.order_by("pk"))
    fitting = {
        "undo": [row for row in rows if len(log.said["parent", row.pk]) > 1],
        "reopen": [row for row in rows if not row.is_open],
        "join": [row for row in rows if row.is_open and row.keeps_members],
        "close": [row for row in rows if row.keeps_members],
        "type": [row for row in rows if row.keeps_members or row.covers_subjects],
    }.get(act) or rows[3:]
    places = [row for row in rows[1:] if not row.keeps_members]
    return fitting[one % len(fitting)], places[other % len(places)]


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


def _enter(log: Log, row: Organisation, at: datetime) -> None:
    log.say("name", row.pk, at, row.founded_on, row.name)
    log.say("parent", row.pk, at, row.founded_on, row.parent_id)
    log.say("type", row.pk, at, row.founded_on, row.type)
    log.say("status", row.pk, at, row.founded_on, "open")


def _found(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    name = f"Организация {Organisation.objects.count()}"
    type_ = OrganisationType.PRIMARY if who.level == "primary" else OrganisationType.TERRITORIAL
    founded = found(where, name, type=type_, on=day, at=at)
    _enter(log, founded, at)


def _rename(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    name = f"Название {who.pk} {where.pk}"
    rename_organisation(
        actor=OPERATOR,
        organisation=who,
        name=name,
        short_name=name,
        on=day,
        at=at,
        decision="№ 1",
        expected_version=who.version,
    )
    log.say("name", who.pk, at, day, name)


def _move(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    moved(who, where, on=day, at=at)
    log.say("parent", who.pk, at, day, where.pk)


def _undo(log: Log, _: object, who: Organisation, __: object, day: date, at: datetime) -> None:
    days = {of_day for _, of_day, _ in log.said["parent", who.pk]}
    standing = {of_day: log.standing["parent", who.pk, of_day] for of_day in days}
    moves = [of_day for of_day in days if len(standing[of_day]) > (of_day == who.founded_on)]
    day = max(moves, default=day)
    moved_back(who, on=day, at=at)
    log.take_back("parent", who.pk, at, day)


def _close(log: Log, _: object, who: Organisation, __: object, day: date, at: datetime) -> None:
    closed(who, on=day, at=at)
    log.say("status", who.pk, at, day, "closed")


def _reopen(log: Log, _: object, who: Organisation, __: object, ___: object, at: datetime) -> None:
    was_closed_on = who.closed_on
    reopened(who, at=at)
    if was_closed_on is not None:
        log.say("status", who.pk, at, was_closed_on, "open" if was_closed_on == who.founded_on else None)


def _type(log: Log, _: object, who: Organisation, where: Organisation, day: date, at: datetime) -> None:
    types = {"region": ("regional", "interregional"), "primary": ("primary", "primary_with_territorial_rights")}
    type_ = OrganisationType(types.get(who.level or "", ("territorial", "territorial"))[where.pk % 2])
    change_type(
        actor=OPERATOR, organisation=who, type=type_, on=day, at=at, decision="№ 1", expected_version=who.version
    )
    log.say("type", who.pk, at, day, type_.value)


def _join(log: Log, members: list[Membership], who: Organisation, _: object, day: date, at: datetime) -> None:
    if who.is_open and who.keeps_members:
        name = f"Белых Анна{'абвгдежзиклмнопрстуфхцчш'[len(members)]}"
        members.append(a_member(who, name, since=day, at=at))
        log.stays[members[-1].pk] = (who.pk, day, None)


def _leave(log: Log, members: list[Membership], *rest: object) -> None:
    day, at = rest[2:]
    staying = [one for one in members if log.stays[one.pk][2] is None]
    if staying:
        place, begin, _ = log.stays[staying[0].pk]
        end = max(begin, day)  # type: ignore[type-var]  # a day
        ended(staying[0], end, at=at)  # type: ignore[arg-type]  # a day and a moment
        log.stays[staying[0].pk] = (place, begin, end)  # type: ignore[assignment]  # a day


_ACTS: dict[str, Callable[..., object]] = {
    "found": _found,
    "rename": _rename,
    "move": _move,
    "undo": _undo,
    "close": _close,
    "reopen": _reopen,
    "type": _type,
    "join": _join,
    "leave": _leave,
    "fold": lambda *_: fold_deltas(),
}
