"""Who is behind on a stage, and whom a reminder would reach."""

from dataclasses import dataclass
from datetime import date

from edinstvo.insight.programme.models import Reminder, Stage
from edinstvo.insight.programme.queries.standing import taking_part, who_reports
from edinstvo.insight.programme.queries.states import standings
from edinstvo.insight.programme.rules import State
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class Behind:
    """An organisation whose stage is overdue, how much is missing, and the users who report its steps."""

    organisation: Organisation
    gap: int
    people: list[int]


def behind_on(stage: Stage, *, on: date) -> list[Behind]:
    """All of those who take part and are behind today, `on`, in the order of their names."""
    places = list(taking_part(stage.programme.organisation))
    lines = standings([stage], places, on=on)
    late = [one for [one] in lines if one.state is State.OVERDUE]
    people = who_reports([one.organisation for one in late], on=on)
    return [Behind(one.organisation, one.gap, people.get(one.organisation.pk, [])) for one in late]


def reminders_of(stage: Stage) -> list[Reminder]:
    """When those behind were reminded, the last time first."""
    return list(Reminder.objects.filter(stage=stage).order_by("-reminded_on")[:10])
