"""What an address of a programme names, as far as whoever asks may see it: everything else is a missing page."""

from django.http import Http404
from django.urls import reverse

from edinstvo.foundation.access.door import Request
from edinstvo.insight.programme.models import OwnStep, Programme, Stage, StepReport
from edinstvo.insight.programme.permissions import require_keeping, require_reporting
from edinstvo.insight.programme.queries import standing
from edinstvo.registry.organisations.models import Organisation


def seen_programme(request: Request, programme_id: int, *, keeps: bool = False) -> Programme:
    """The programme, or 404; with `keeps` only for whoever keeps it."""
    try:
        found = standing.programme(id=programme_id, seen_by=request.actor)
    except Programme.DoesNotExist:
        raise Http404 from None
    if keeps:
        require_keeping(request.actor, found)
    return found


def seen_stage(request: Request, stage_id: int, *, keeps: bool = False) -> Stage:
    """The stage, or 404."""
    try:
        found = standing.stage(id=stage_id, seen_by=request.actor)
    except Stage.DoesNotExist:
        raise Http404 from None
    if keeps:
        require_keeping(request.actor, found.programme)
    return found


def seen_participant(request: Request, programme: Programme, inpo: str, *, reports: bool = False) -> Organisation:
    """An organisation that takes part, or 404; with `reports` only for whoever reports its steps."""
    places = standing.participants(programme, seen_by=request.actor)
    found = next((place for place in places if place.inpo == inpo), None)
    if found is None:
        raise Http404
    if reports:
        require_reporting(request.actor, found)
    return found


def seen_report(request: Request, report_id: int) -> StepReport:
    """The report, or 404."""
    try:
        return standing.report(id=report_id, seen_by=request.actor)
    except StepReport.DoesNotExist:
        raise Http404 from None


def seen_own_step(request: Request, step_id: int) -> OwnStep:
    """The step for whoever keeps it, or 404."""
    try:
        found = standing.own_step(id=step_id, seen_by=request.actor)
    except OwnStep.DoesNotExist:
        raise Http404 from None
    require_reporting(request.actor, found.organisation)
    return found


def participant_url(stage: Stage, place: Organisation) -> str:
    """The page of somebody who takes part, at the stage."""
    return f"{reverse('programme:participant', args=[stage.programme_id, place.inpo])}#stage-{stage.pk}"
