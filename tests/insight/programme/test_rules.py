"""What a criterion asks for, how much is missing, and where an organisation stands on a stage."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.insight.indicators.rules import INDICATORS, Unit
from edinstvo.insight.programme.rules import (
    BY_NAME,
    DONE,
    Answer,
    Asked,
    Days,
    Figure,
    Moves,
    State,
    bound_of,
    gap_of,
    is_kept,
    is_met,
    is_possible,
    offered,
    reached_on,
    state_of,
)

STAGE = Days(date(2026, 3, 1), date(2026, 5, 31))
SHARE, COUNT, MOST = Asked("completeness", Decimal(80)), Asked("plastic", Decimal(40)), Asked("left", Decimal(10))
NUMBERS = st.integers(0, 4_000_000)
PERCENT = st.decimals(0, 100, places=2)
MOVES = st.builds(Moves, st.booleans(), st.sampled_from([None, *Answer]))
FIGURES = st.builds(Figure, NUMBERS, NUMBERS)
MEASURED = st.lists(st.tuples(st.sampled_from([SHARE, COUNT, MOST]), st.none() | FIGURES), max_size=3)
TODAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


class TestAGap:
    @given(value=PERCENT, whole=NUMBERS, data=st.data())
    def test_of_a_share_is_the_least_number_that_reaches_it(
        self, value: Decimal, whole: int, data: st.DataObject
    ) -> None:
        asked, part = Asked("completeness", value), data.draw(st.integers(0, whole))
        gap = gap_of(asked, Figure(part, whole))
        assert (part + gap) * 100 >= value * whole
        assert gap == 0 or (part + gap - 1) * 100 < value * whole
        assert part + gap <= whole or gap == 0

    @given(value=NUMBERS, part=NUMBERS)
    def test_of_a_number_is_what_it_lacks_or_has_too_much(self, value: int, part: int) -> None:
        assert gap_of(Asked("plastic", Decimal(value)), Figure(part, None)) == max(value - part, 0)
        assert gap_of(Asked("left", Decimal(value)), Figure(part, None)) == max(part - value, 0)

    @given(value=PERCENT, whole=st.integers(1, 4_000_000))
    def test_is_closed_by_everybody(self, value: Decimal, whole: int) -> None:
        assert bound_of(Asked("completeness", value), Figure(0, whole)) <= whole
        assert is_met(Asked("completeness", value), Figure(whole, whole))

    def test_of_nobody_is_not_a_value_reached(self) -> None:
        assert not is_met(SHARE, Figure(0, 0))
        assert not is_met(SHARE, None)

    def test_is_not_hidden_by_rounding(self) -> None:
        assert not is_met(SHARE, Figure(79_999, 100_000))


class TestAState:
    @given(measured=MEASURED, moves=MOVES, today=TODAY)
    def test_is_done_by_figures_alone_where_there_are_any(
        self, measured: list[tuple[Asked, Figure | None]], moves: Moves, today: date
    ) -> None:
        state = state_of(STAGE, measured, moves, on=today)
        if measured:
            assert state not in (State.CONFIRMED, State.WAITING)
            is_over = today > STAGE.due_on
            reached = all(is_met(asked, figure) and (is_over or not asked.is_most) for asked, figure in measured)
            assert (state is State.REACHED) is reached
        else:
            assert (state is State.CONFIRMED) is (moves.report is Answer.ACCEPTED)
            assert (state is State.WAITING) is (moves.report is Answer.WAITING)

    @given(measured=MEASURED, moves=MOVES, today=TODAY)
    def test_is_overdue_exactly_when_its_day_has_passed_undone(
        self, measured: list[tuple[Asked, Figure | None]], moves: Moves, today: date
    ) -> None:
        state = state_of(STAGE, measured, moves, on=today)
        is_late = today > STAGE.due_on and state not in DONE and state is not State.WAITING
        assert (state is State.OVERDUE) is is_late

    @given(part=st.integers(0, 100), more=st.integers(0, 100), today=TODAY, moves=MOVES)
    def test_is_never_lost_by_reaching_more(self, part: int, more: int, today: date, moves: Moves) -> None:
        done = state_of(STAGE, [(SHARE, Figure(part, 200))], moves, on=today) in DONE
        assert not done or state_of(STAGE, [(SHARE, Figure(part + more, 200))], moves, on=today) in DONE

    def test_begins_with_the_first_thing_done(self) -> None:
        before, within = STAGE.begins_on - timedelta(days=1), STAGE.begins_on
        assert state_of(STAGE, [], Moves(), on=within) is State.NOT_BEGUN
        assert state_of(STAGE, [], Moves(has_steps=True), on=before) is State.UNDER_WAY
        assert state_of(STAGE, [], Moves(report=Answer.RETURNED), on=within) is State.UNDER_WAY
        assert state_of(STAGE, [], Moves(report=Answer.TAKEN_BACK), on=within) is State.NOT_BEGUN
        assert state_of(STAGE, [(SHARE, Figure(1, 9))], Moves(), on=before) is State.NOT_BEGUN
        assert state_of(STAGE, [(SHARE, Figure(1, 9))], Moves(), on=within) is State.UNDER_WAY
        assert state_of(STAGE, [(SHARE, Figure(0, 9))], Moves(), on=within) is State.NOT_BEGUN

    def test_of_what_must_not_be_exceeded_is_known_when_the_day_has_passed(self) -> None:
        few = [(MOST, Figure(3))]
        assert state_of(STAGE, few, Moves(), on=STAGE.due_on) is State.UNDER_WAY
        assert state_of(STAGE, few, Moves(), on=STAGE.due_on + timedelta(days=1)) is State.REACHED
        assert state_of(STAGE, [(MOST, Figure(11))], Moves(), on=STAGE.due_on + timedelta(days=1)) is State.OVERDUE


class TestWhatIsOffered:
    def test_is_measured_of_one_organisation(self) -> None:
        regions, others = offered(to_regions=True), offered(to_regions=False)
        assert {one.name for one in INDICATORS} - {one.name for one in regions} == {
            "total",
            "regions_total",
            "structured_share",
            "youth_share",
        }
        assert [one.name for one in regions if one not in others] == ["regions_structured"]

    def test_can_be_reached(self) -> None:
        for one in offered(to_regions=True):
            value = 1 if one.name == "regions_structured" else 80
            assert is_possible(Asked(one.name, Decimal(value)))
            assert not is_possible(Asked(one.name, Decimal(-1)))
            assert is_possible(Asked(one.name, Decimal("62.5"))) is (one.unit is Unit.PERCENT)
        assert not is_possible(Asked("completeness", Decimal("100.01")))

    def test_says_which_figures_are_kept(self) -> None:
        assert is_kept("virtual_share", of_regions=False)
        assert is_kept("chairs_with_access_share", of_regions=True)
        assert not is_kept("chairs_with_access_share", of_regions=False)
        assert not is_kept("joined_online", of_regions=True)
        assert BY_NAME["left"].grows is False


@given(days=st.lists(st.none() | st.dates(), max_size=3))
def test_a_stage_is_reached_on_the_day_its_last_criterion_was(days: list[date | None]) -> None:
    known = [day for day in days if day is not None]
    assert reached_on(days) == (max(known) if known and len(known) == len(days) else None)
