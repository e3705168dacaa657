"""What a criterion asks for, how much is missing, and where an organisation stands on a stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import ceil, floor

from edinstvo.insight.indicators.rules import INDICATORS, Indicator, Unit

BY_NAME = {one.name: one for one in INDICATORS}
# Of one organisation these say nothing, or nothing that could be reached.
_SAY_NOTHING = frozenset({"total", "regions_total", "structured_share", "youth_share"})
# Counts whose figures are kept of every organisation, and those that are counted at once of a region.
_KEPT = frozenset({"members", "total", "registered", "plastic", "virtual", "bonus", "complete"})
OF_REGIONS = frozenset({"primaries", "chairs_with_access", "regions_structured", "regions_total"})
# A stage of more criteria than this is several stages.
MOST_CRITERIA = 3


class State(StrEnum):
    """Where an organisation stands on a stage: computed, never typed."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    OVERDUE = "overdue"
    REACHED = "reached"
    CONFIRMED = "confirmed"


class Answer(StrEnum):
    """What became of a report of a step."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


DONE = frozenset({State.REACHED, State.CONFIRMED})


@dataclass(frozen=True)
class Asked:
    """An indicator and the value that it is to come to: per cent up to a hundredth, or a whole number."""

    indicator: str
    value: Decimal

    @property
    def of(self) -> Indicator:
        """What the indicator is."""
        return BY_NAME[self.indicator]

    @property
    def is_most(self) -> bool:
        """Whether the value may not be exceeded: forward is downward."""
        return self.of.grows is False


@dataclass(frozen=True)
class Figure:
    """What was counted: a part of a whole, or with None a number by itself."""

    numerator: int
    denominator: int | None = None


@dataclass(frozen=True)
class Moves:
    """What an organisation did on a stage: whether it has steps of its own, and what became of its last report."""

    has_steps: bool = False
    report: Answer | None = None


@dataclass(frozen=True)
class Days:
    """From when to when a stage lasts, the last day included."""

    begins_on: date
    due_on: date


def offered(*, to_regions: bool) -> list[Indicator]:
    """The indicators that a stage may be measured by; whether a structure is built is asked of regions alone."""
    left_out = _SAY_NOTHING if to_regions else _SAY_NOTHING | {"regions_structured"}
    return [one for one in INDICATORS if one.name not in left_out]


def is_possible(asked: Asked) -> bool:
    """Whether the value can be reached at all: above nothing, up to a hundred per cent, a whole number of people."""
    least = 0 if asked.is_most else Decimal("0.01")
    if asked.of.unit is Unit.PERCENT:
        return least <= asked.value <= 100
    if asked.indicator == "regions_structured":
        return asked.value == 1
    return least <= asked.value == asked.value.to_integral_value()


def is_kept(indicator: str, *, of_regions: bool) -> bool:
    """Whether today's figure is kept, or counted at once; everything else is counted from rows once a night."""
    known = _KEPT | OF_REGIONS if of_regions else _KEPT
    return counts_of(indicator) <= known


def counts_of(indicator: str) -> set[str]:
    """The names of the counts that the indicator is made of."""
    one = BY_NAME[indicator]
    return {one.numerator} | ({one.denominator} if one.denominator else set())


def bound_of(asked: Asked, figure: Figure) -> int:
    """How many the numerator has to come to, at least or at most."""
    if asked.of.unit is not Unit.PERCENT:
        return int(asked.value)
    share = asked.value * (figure.denominator or 0) / 100
    return floor(share) if asked.is_most else ceil(share)


def gap_of(asked: Asked, figure: Figure) -> int:
    """How many are missing, or too many; 0 where the value is reached."""
    beyond = figure.numerator - bound_of(asked, figure)
    return max(beyond if asked.is_most else -beyond, 0)


def is_met(asked: Asked, figure: Figure | None) -> bool:
    """Whether the value is reached. Where nothing was counted, or there is nothing to divide by, it is not."""
    if figure is None or (asked.of.unit is Unit.PERCENT and not figure.denominator):
        return False
    return gap_of(asked, figure) == 0


def state_of(days: Days, measured: Sequence[tuple[Asked, Figure | None]], moves: Moves, *, on: date) -> State:
    """Where an organisation stands on a stage today, `on`.

    Criteria decide alone where there are any; without them it is the evidence that the owner accepted. What must not be
    exceeded is kept when the last day has passed.
    """
    is_over = on > days.due_on
    if measured and all(is_met(asked, figure) and (is_over or not asked.is_most) for asked, figure in measured):
        return State.REACHED
    if not measured and moves.report is Answer.ACCEPTED:
        return State.CONFIRMED
    if not measured and moves.report is Answer.WAITING:
        return State.WAITING
    if is_over:
        return State.OVERDUE
    has_moved = moves.has_steps or moves.report not in (None, Answer.TAKEN_BACK)
    has_begun = has_moved or (on >= days.begins_on and any(_counts(asked, figure) for asked, figure in measured))
    return State.UNDER_WAY if has_begun else State.NOT_BEGUN


def _counts(asked: Asked, figure: Figure | None) -> bool:
    return asked.is_most or bool(figure and figure.numerator)


def reached_on(firsts: Iterable[date | None]) -> date | None:
    """The first day on which each of the criteria had been met once; None while one never was, or nobody looked."""
    days = list(firsts)
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
