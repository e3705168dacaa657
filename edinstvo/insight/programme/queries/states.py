"""Where organisations stand on the stages of a programme, from kept figures and from what was counted last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from edinstvo.insight.indicators.queries.board import standings_of
from edinstvo.insight.indicators.queries.structure import structures_today
from edinstvo.insight.programme.models import Criterion, Measured, OwnStep, Stage, StepReport
from edinstvo.insight.programme.queries.standing import own_steps_of, reports_of
from edinstvo.insight.programme.rules import (
    BY_NAME,
    DONE,
    OF_REGIONS,
    Answer,
    Asked,
    Figure,
    Moves,
    State,
    bound_of,
    counts_of,
    gap_of,
    is_kept,
    is_met,
    reached_on,
    state_of,
)
from edinstvo.registry.organisations.models import REGIONAL_TYPES, Organisation


@dataclass(frozen=True)
class Reached:
    """How far an organisation has come with one criterion; `figure` None: not counted yet."""

    asked: Asked
    figure: Figure | None
    counted_on: date | None
    first_met_on: date | None

    @property
    def is_met(self) -> bool:
        """Whether the value is reached."""
        return is_met(self.asked, self.figure)

    @property
    def bound(self) -> int:
        """How many there have to be, at least or at most."""
        return 0 if self.figure is None else bound_of(self.asked, self.figure)

    @property
    def gap(self) -> int:
        """How many are missing, or too many."""
        return 0 if self.figure is None else gap_of(self.asked, self.figure)


@dataclass(frozen=True)
class Standing:
    """Where one organisation stands on one stage, and by what one can tell."""

    stage: Stage
    organisation: Organisation
    state: State
    reached: list[Reached]
    reports: list[StepReport]
    own_steps: list[OwnStep]

    @property
    def is_done(self) -> bool:
        """Whether the stage is reached or confirmed."""
        return self.state in DONE

    @property
    def last(self) -> StepReport | None:
        """The report that was sent last, of those that were not taken back."""
        return next((one for one in self.reports if one.answer != Answer.TAKEN_BACK), None)

    @property
    def since(self) -> date | None:
        """Since when it is done, where that is known."""
        if self.state is State.CONFIRMED and self.last:
            return self.last.done_on
        return reached_on(one.first_met_on for one in self.reached) if self.state is State.REACHED else None

    @property
    def gap(self) -> int:
        """The widest gap of its criteria."""
        return max((one.gap for one in self.reached), default=0)


def standings(stages: Sequence[Stage], places: Sequence[Organisation], *, on: date) -> list[list[Standing]]:
    """A line for each organisation, a standing for each stage in it, today, `on`. As many queries for any number."""
    criteria = [criterion for stage in stages for criterion in stage.criteria.all()]
    told = {(one.criterion_id, one.organisation_id): one for one in _measured(criteria, places)}
    kept = kept_figures({one.indicator for one in criteria}, places, on=on)
    reports, steps = reports_of(stages, places), own_steps_of(stages, places)

    def standing(stage: Stage, place: Organisation) -> Standing:
        reached = [_reached(one, place, kept, told, on) for one in stage.criteria.all()]
        sent, own = reports.get((stage.pk, place.pk), []), steps.get((stage.pk, place.pk), [])
        last = next((Answer(one.answer) for one in sent if one.answer != Answer.TAKEN_BACK), None)
        measured = [(one.asked, one.figure) for one in reached]
        state = state_of(stage.days, measured, Moves(bool(own), last), on=on)
        return Standing(stage, place, state, reached, sent, own)

    return [[standing(stage, place) for stage in stages] for place in places]


def states_of(line: Iterable[Standing]) -> Counter[State]:
    """How many of them stand where."""
    return Counter(one.state for one in line)


def kept_figures(
    indicators: Iterable[str], places: Sequence[Organisation], *, on: date
) -> dict[tuple[str, int], Figure]:
    """{(indicator, organisation): today's figure}, of those that are kept."""
    of_regions = all(place.type in REGIONAL_TYPES for place in places)
    asked = [name for name in indicators if is_kept(name, of_regions=of_regions)]
    if not asked or not places:
        return {}
    counts = _kept_counts(set().union(*map(counts_of, asked)), places, on)
    return {(name, place.pk): figure_of(name, counts[place.pk]) for name in asked for place in places}


def figure_of(indicator: str, counts: dict[str, int]) -> Figure:
    """The indicator out of its counts."""
    one = BY_NAME[indicator]
    return Figure(counts[one.numerator], counts[one.denominator] if one.denominator else None)


def _kept_counts(names: set[str], places: Sequence[Organisation], on: date) -> dict[int, dict[str, int]]:
    counts = {
        one.organisation.pk: {"members": one.members, "total": one.members, **one.reached}
        for one in standings_of(places)
    }
    if names & OF_REGIONS:
        for built in structures_today(places, on=on):
            said = counts[built.region_id]
            said["primaries"], said["regions_structured"], said["regions_total"] = (
                built.primaries,
                int(built.is_built),
                1,
            )
            said["chairs_with_access"] = built.primaries - built.without_access
    return counts


def _measured(criteria: Sequence[Criterion], places: Sequence[Organisation]) -> Iterable[Measured]:
    return Measured.objects.filter(criterion__in=criteria, organisation__in=places) if criteria else []


def _reached(
    criterion: Criterion,
    place: Organisation,
    kept: dict[tuple[str, int], Figure],
    told: dict[tuple[int, int], Measured],
    on: date,
) -> Reached:
    """Today's figure where it is kept, else what was counted last."""
    last, figure = told.get((criterion.pk, place.pk)), kept.get((criterion.indicator, place.pk))
    first = last.first_met_on if last else None
    if figure is not None:
        return Reached(criterion.asked, figure, on, first)
    return Reached(criterion.asked, last.figure if last else None, last.counted_on if last else None, first)
