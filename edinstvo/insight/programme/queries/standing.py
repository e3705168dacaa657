"""Which programmes there are, their stages, who takes part, and what was reported."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.queries import holders_at
from edinstvo.insight.programme.models import Criterion, OwnStep, Programme, Stage, StepReport
from edinstvo.insight.programme.permissions import visible_to
from edinstvo.insight.programme.rules import Answer
from edinstvo.registry.organisations.models import REGIONAL_TYPES, Organisation, OrganisationType
from edinstvo.registry.organisations.queries.standing import organisations

Placed = TypeVar("Placed", StepReport, OwnStep)


def programmes(*, seen_by: Actor) -> QuerySet[Programme]:
    """The programmes that the actor sees, the one that begins last first."""
    rows = Programme.objects.filter(visible_to(seen_by), withdrawn_at=None).select_related("organisation")
    return rows.order_by("-begins_on", "-pk")


def programme(*, id: int, seen_by: Actor) -> Programme:
    """The programme with this id; raises Programme.DoesNotExist, for a foreign one too."""
    return programmes(seen_by=seen_by).get(pk=id)


def withdrawn_programme(*, id: int, seen_by: Actor) -> Programme:
    """One that was withdrawn, for whoever saw it: journal and notices lead to it still. Raises as `programme`."""
    return Programme.objects.filter(visible_to(seen_by), withdrawn_at__isnull=False).get(pk=id)


def stages_of(programme: Programme) -> list[Stage]:
    """Its stages in the order of their days, with their criteria. Two queries."""
    rows = Stage.objects.filter(programme=programme, withdrawn_at=None).order_by("begins_on", "due_on", "pk")
    stages = list(rows.prefetch_related(Prefetch("criteria", Criterion.objects.order_by("pk"))))
    for stage in stages:
        stage.programme = programme
    return stages


def stage(*, id: int, seen_by: Actor) -> Stage:
    """A stage of a programme that the actor sees; raises Stage.DoesNotExist."""
    rows = Stage.objects.filter(withdrawn_at=None, programme__in=programmes(seen_by=seen_by).values("pk"))
    return rows.select_related("programme__organisation").prefetch_related("criteria").get(pk=id)


def owners_for(*, seen_by: Actor) -> list[Organisation]:
    """The organisations whose programme the actor keeps: the union, else the regional ones they work for."""
    branches = seen_by.branches(Power.KEEP_PROGRAMME)
    if any(branch.level is Level.UNION for branch in branches):
        return list(Organisation.objects.filter(type=OrganisationType.UNION))
    ids = [branch.organisation_id for branch in branches if branch.level is Level.REGION]
    return list(Organisation.objects.filter(pk__in=ids, closed_on=None).order_by("name_key", "pk"))


def taking_part(owner: Organisation) -> QuerySet[Organisation]:
    """Whoever takes part in the programme of this organisation: those of the next level that stand, by their names."""
    if owner.level is Level.UNION:
        rows = Organisation.objects.filter(type__in=REGIONAL_TYPES, closed_on=None)
    else:
        rows = Organisation.objects.filter(type=OrganisationType.TERRITORIAL, region=owner, closed_on=None)
    return rows.order_by("name_key", "pk")


def participants(programme: Programme, *, seen_by: Actor) -> list[Organisation]:
    """Those of them whom the actor sees."""
    seen = organisations(seen_by=seen_by).values("pk")
    return list(taking_part(programme.organisation).filter(pk__in=seen))


def reports_of(stages: Collection[Stage], places: Collection[Organisation]) -> dict[tuple[int, int], list[StepReport]]:
    """{(stage, organisation): their reports, newest first}."""
    rows = StepReport.objects.filter(stage__in=stages, organisation__in=places).order_by("-pk")
    found: dict[tuple[int, int], list[StepReport]] = {}
    for row in rows:
        found.setdefault((row.stage_id, row.organisation_id), []).append(row)
    return found


def own_steps_of(stages: Collection[Stage], places: Collection[Organisation]) -> dict[tuple[int, int], list[OwnStep]]:
    """{(stage, organisation): the steps that it set itself, in the order of their days}."""
    rows = OwnStep.objects.filter(stage__in=stages, organisation__in=places, withdrawn_at=None)
    found: dict[tuple[int, int], list[OwnStep]] = {}
    for row in rows.order_by("due_on", "pk"):
        found.setdefault((row.stage_id, row.organisation_id), []).append(row)
    return found


def report(*, id: int, seen_by: Actor) -> StepReport:
    """A report of an organisation that the actor sees; raises StepReport.DoesNotExist."""
    return _placed(StepReport.objects.filter(stage__withdrawn_at=None), seen_by).get(pk=id)


def waiting_for(owner: Organisation) -> QuerySet[StepReport]:
    """The reports that wait for the answer of this owner of programmes."""
    living = StepReport.objects.filter(stage__withdrawn_at=None, stage__programme__withdrawn_at=None)
    return living.filter(stage__programme__organisation=owner, answer=Answer.WAITING)


def returned_to(place: Organisation) -> QuerySet[StepReport]:
    """The reports that were returned to this organisation, and that it has not followed by others."""
    living = StepReport.objects.filter(stage__withdrawn_at=None, stage__programme__withdrawn_at=None)
    later = StepReport.objects.filter(stage=OuterRef("stage"), organisation=place, pk__gt=OuterRef("pk"))
    return living.filter(~Exists(later.exclude(answer=Answer.TAKEN_BACK)), organisation=place, answer=Answer.RETURNED)


def own_step(*, id: int, seen_by: Actor) -> OwnStep:
    """A step that an organisation whom the actor sees set itself; raises OwnStep.DoesNotExist."""
    return _placed(OwnStep.objects.filter(stage__withdrawn_at=None, withdrawn_at=None), seen_by).get(pk=id)


def _placed(rows: QuerySet[Placed], seen_by: Actor) -> QuerySet[Placed]:
    told = rows.select_related("organisation", "stage__programme__organisation")
    visible = programmes(seen_by=seen_by).values("pk")
    return told.filter(seen_by.scope(Power.SEE_ORGANISATIONS, via="organisation__"), stage__programme__in=visible)


def who_reports(places: Sequence[Organisation], *, on: date) -> dict[int, list[int]]:
    """{organisation: the users who report its steps}, of those by whom anybody does. One query."""
    return holders_at(organisation_ids=[one.pk for one in places], power=Power.REPORT_STEPS, on=on)
