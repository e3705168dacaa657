"""Approve the programme of the union and that of the shown region, and let some go ahead and others fall behind."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.accept_step import accept_step
from edinstvo.insight.programme.actions.add_own_step import OwnStepDetails, add_own_step
from edinstvo.insight.programme.actions.add_stage import StageDetails, add_stage
from edinstvo.insight.programme.actions.approve_programme import ProgrammeDetails, approve_programme
from edinstvo.insight.programme.actions.measure_programmes import measure_programmes
from edinstvo.insight.programme.actions.report_step import StepDetails, report_step
from edinstvo.insight.programme.actions.return_step import return_step
from edinstvo.insight.programme.models import Programme, Stage
from edinstvo.insight.programme.queries.standing import stages_of, taking_part
from edinstvo.insight.programme.rules import Asked
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.world import LOADER, World, moment
from edinstvo.sites.demonstration.rules.lists import read_data
from edinstvo.sites.demonstration.rules.tree import SHOWCASE

_SAID: dict[str, Any] = read_data("programme")
# Who is behind and who ahead goes by the place in the list of names, so that the same union comes out each time.
_ONE_BEHIND_OF, _ONE_AHEAD_OF = 9, 8
_LINK = "https://example.org/programme/{inpo}"


def approve_programmes(*, world: World) -> None:
    """On the eve of the last month both stand with their stages, and most have done the first of them."""
    eve = world.plan.calendar.eve
    region = world.organisation(SHOWCASE["region"])
    union = _approved(world, _union(region), _SAID["union"], world.actor("centre"))
    own = _approved(world, region, _SAID["region"], world.actor("region"))
    for programme, keeper, stages in ((union, "centre", 1), (own, "region", 2)):
        for stage in [one for one in stages_of(programme) if not one.criteria.all()][:stages]:
            for place in _punctual(programme, besides=region):
                at = moment(eve, 17)
                _report(LOADER, stage, place, stage.due_on - timedelta(days=7), at)
                _answer(world.actor(keeper), stage, place, at)


def follow_programmes(*, world: World, at: datetime) -> None:
    """In the last month: some report the training ahead of its day, one report is returned; steps of one's own."""
    today, region = world.plan.calendar.today, world.organisation(SHOWCASE["region"])
    programme = Programme.objects.get(organisation=_union(region))
    training = next(one for one in stages_of(programme) if one.due_on > today and not one.criteria.all())
    for number, place in enumerate(_ahead(programme, besides=region)):
        _report(LOADER, training, place, today - timedelta(days=10), at)
        if number % 2:
            _answer(world.actor("centre"), training, place, at)
    _report(world.actor("region"), training, region, today - timedelta(days=12), at)
    _answer(world.actor("centre"), training, region, at, remark=_SAID["remark"])
    for row in _SAID["own_steps"]:
        done_on = today + timedelta(days=row["done"]) if row["done"] is not None else None
        due_on = today + timedelta(days=row["due"])
        step = OwnStepDetails(row["title"], due_on, row["responsible"], done_on)
        add_own_step(actor=world.actor("region"), stage_id=training.pk, organisation=region, details=step, at=at)
    measure_programmes(actor=LOADER, on=today)


def _approved(world: World, owner: Organisation, said: dict[str, Any], actor: Actor) -> Programme:
    today, at = world.plan.calendar.today, moment(world.plan.calendar.eve, 16)
    begins_on, ends_on = _days(said, today)
    made = approve_programme(
        actor=actor,
        organisation=owner,
        details=ProgrammeDetails(
            name=said["name"],
            begins_on=begins_on,
            ends_on=ends_on,
            body=said["body"],
            decision_on=begins_on - timedelta(days=12),
            decision_number=said["number"],
        ),
        at=at,
    )
    for row in said["stages"]:
        details = StageDetails(
            row["title"], *_days(row, today), said["responsible"], row["work"], list(_goals(row["goals"]))
        )
        add_stage(actor=actor, programme_id=made.pk, details=details, at=at)
    return made


def _days(said: dict[str, Any], today: date) -> tuple[date, date]:
    first, last = said["days"]
    return today + timedelta(days=first), today + timedelta(days=last)


def _goals(said: dict[str, int]) -> Iterator[Asked]:
    for indicator, value in said.items():
        yield Asked(indicator, Decimal(value))


def _union(region: Organisation) -> Organisation:
    return Organisation.objects.get(pk=region.chain_ids[0])


def _punctual(programme: Programme, *, besides: Organisation) -> list[Organisation]:
    """All but one of nine, and but the shown region: its staff has a login, so that a reminder reaches somebody."""
    places = taking_part(programme.organisation).exclude(pk=besides.pk)
    return [one for number, one in enumerate(places) if number % _ONE_BEHIND_OF != 5]


def _ahead(programme: Programme, *, besides: Organisation) -> list[Organisation]:
    places = list(taking_part(programme.organisation).exclude(pk=besides.pk))
    return places[::_ONE_AHEAD_OF]


def _report(actor: Actor, stage: Stage, place: Organisation, on: date, at: datetime) -> None:
    details = StepDetails(done_on=on, text=_SAID["reported"], link=_LINK.format(inpo=place.inpo))
    report_step(actor=actor, stage_id=stage.pk, organisation=place, details=details, at=at)


def _answer(actor: Actor, stage: Stage, place: Organisation, at: datetime, remark: str = "") -> None:
    report = stage.reports.filter(organisation=place).latest("pk")
    if remark:
        return_step(actor=actor, report_id=report.pk, remark=remark, at=at)
    else:
        accept_step(actor=actor, report_id=report.pk, at=at)
