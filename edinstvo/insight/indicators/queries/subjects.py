"""The subjects of the Federation with the organisations that cover them, today or on a past day."""

from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.indicators.queries.board import Standing, standings_of
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, open_on
from edinstvo.insight.indicators.queries.stood import figures_as_it_stood
from edinstvo.registry.organisations.models import REGIONAL_TYPES, FederalSubject, Organisation
from edinstvo.registry.organisations.queries.standing import organisations


@dataclass(frozen=True)
class SubjectStanding:
    """A subject, and how far the organisation that covers it has come; None where there is none, or none to be seen.

    An organisation of several subjects stands in each of them with all that it has.
    """

    code: str
    name: str
    standing: Standing | None


def subjects(*, on: date | None, seen_by: Actor) -> list[SubjectStanding]:
    """All 85, in the order of names; `on` None is today. Four or five statements. Raises StillCounting."""
    standings = {one.organisation.pk: one for one in _standings(on, seen_by)}
    through = Organisation.subjects.through.objects.filter(organisation_id__in=standings)
    covering = dict(through.order_by("-organisation_id").values_list("federalsubject_id", "organisation_id"))
    rows = FederalSubject.objects.order_by("name")
    return [SubjectStanding(row.code, row.name, standings.get(covering.get(row.code, 0))) for row in rows]


def _standings(on: date | None, seen_by: Actor) -> list[Standing]:
    """Of each regional organisation that stood."""
    rows = organisations(seen_by=seen_by).filter(type__in=REGIONAL_TYPES)
    if on is None:
        return standings_of(list(rows.filter(closed_on=None)))
    regions = list(rows.filter(open_on(on)))
    figures = figures_as_it_stood(organisation_ids=[region.pk for region in regions], on=on)
    reached = {id_: {goal: one[goal] for goal in DATED_GOALS} for id_, one in figures.items()}
    return [Standing(region, figures[region.pk]["members"], reached[region.pk]) for region in regions]
