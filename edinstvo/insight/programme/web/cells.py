"""States and figures as pages show them."""

from dataclasses import dataclass

from edinstvo.insight.indicators.rules import Unit
from edinstvo.insight.programme.queries.states import Reached, Standing
from edinstvo.insight.programme.rules import State
from edinstvo.insight.programme.web.seen import participant_url
from edinstvo.insight.programme.web.words import (
    INDICATORS,
    STATES,
    figure_in_words,
    figures_url,
    gap_in_words,
    goal_in_words,
)
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class StateCell:
    """A state: its word, the kind of its tag, the sign before it."""

    word: str
    kind: str
    icon: str


@dataclass(frozen=True)
class Goal:
    """One criterion of one organisation in words; `share` of a hundred and `target` draw its bar."""

    label: str
    goal: str
    figure: str
    gap: str
    url: str
    is_met: bool
    reached: Reached
    share: int | None
    target: int | None


@dataclass(frozen=True)
class Cell:
    """One organisation on one stage."""

    standing: Standing
    state: StateCell
    goals: list[Goal]
    url: str


def state_cell(state: State) -> StateCell:
    """The state in words."""
    word, kind, icon = STATES[state]
    return StateCell(str(word), kind, icon)


def cell(standing: Standing) -> Cell:
    """Where an organisation stands on a stage, as a page shows it."""
    goals = [_goal(one, standing.organisation) for one in standing.reached]
    url = participant_url(standing.stage, standing.organisation)
    return Cell(standing, state_cell(standing.state), goals, url)


def _goal(one: Reached, place: Organisation) -> Goal:
    figure, share = one.figure, None
    if figure and figure.denominator and one.asked.of.unit is Unit.PERCENT:
        share = 100 * figure.numerator // figure.denominator
    return Goal(
        label=str(INDICATORS[one.asked.indicator]),
        goal=goal_in_words(one.asked),
        figure=figure_in_words(one.asked, one.figure),
        gap=gap_in_words(one),
        url=figures_url(one.asked, place),
        is_met=one.is_met,
        reached=one,
        share=share,
        target=int(one.asked.value) if share is not None else None,
    )
