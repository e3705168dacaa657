"""Let everything of one organisation go over to another, and close it."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.carry_many import carry_many, lock_stays
from edinstvo.registry.members.actions.carry_workplaces import carry_workplaces
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed, hold_open
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.state_change import refuse_day
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.enter_reorganisation import VERBS, enter_reorganisation
from edinstvo.registry.reorganisations.actions.leave_offices import leave_offices
from edinstvo.registry.reorganisations.models import CarriedStay, Kind, Reorganisation
from edinstvo.registry.reorganisations.permissions import require_reorganising
from edinstvo.registry.reorganisations.queries.parts import open_parts
from edinstvo.registry.reorganisations.rules import TakesNothing, refuse_unlike


@whole_register(reason=Reason.STRUCTURE)
def merge_organisation(
    *,
    actor: Actor,
    kind: Kind,
    source: Organisation,
    target: Organisation,
    on: date,
    decision: str,
    expected_version: int,
    at: datetime,
    is_trial: bool = False,
) -> Reorganisation:
    """On the day `on` the people of the source and all its parts are on record in the target, the source is closed.

    `is_trial`: refuse what can be refused before anything is carried, and change nothing. A territory gives its
    primaries to another territory. `kind` is Kind.MERGED or Kind.CLOSED. Raises PowerMissing,
    DecisionMissing, DayNotCome, BeforeFounding, TakesNothing, OrganisationClosed (either of the two), EditedMeanwhile,
    SomeJoinedLater, SomeLeftLater, and what the acts of moving and closing raise.
    """
    require_reorganising(actor, source=source, target=target)
    refuse_no_decision(decision=decision)
    refuse_future_day(on=on, at=at)
    with transaction.atomic():
        hold_structure()
        held, ids = hold_branch(organisation_id=source.pk)
        into = hold_open(organisation_id=target.pk)
        require_reorganising(actor, source=held, target=into)
        if not held.is_open:
            raise OrganisationClosed(organisation=held)
        refuse_other_version(organisation=held, expected_version=expected_version)
        _refuse(held, into)
        for one in (held, into):
            refuse_day(organisation=one, on=on)
        act = Reorganisation(kind=kind, source=held, target=into, on=on, decision=decision, done_at=at)
        if is_trial:
            return act
        _carry(actor, act, ids)
        if not held.keeps_members:
            act.moved = _move(actor, act)
        act.closed = _close(actor, act, ids)
        leave_offices(actor=actor, act=act, organisation_ids=act.closed)
        act.save()
        enter_reorganisation(actor=actor, verb=VERBS[kind], act=act, at=at, reason=decision)
    return act


def _refuse(source: Organisation, target: Organisation) -> None:
    refuse_unlike(source=source.type, target=target.type)
    if target.path.startswith(source.path):
        raise TakesNothing


def _carry(actor: Actor, act: Reorganisation, ids: list[int]) -> None:
    """The people of all of it; none where only organisations stand below."""
    here = Membership.objects.filter(Membership.OPEN, organisation_id__in=ids)
    stays = lock_stays(ids=here.values_list("pk", flat=True)) if act.source.keeps_members else []
    act.people, act.done_by_name = len(stays), actor.name
    act.save()
    if stays:
        name = act.target.name
        carried = carry_many(actor=actor, stays=stays, target=act.target, on=act.on, decision=name, at=act.done_at)
        CarriedStay.objects.bulk_create([CarriedStay(reorganisation=act, **vars(one)) for one in carried])


def _move(actor: Actor, act: Reorganisation) -> list[int]:
    """The organisations right below go under the target, each as by a move of its own."""
    children = list(Organisation.objects.filter(parent=act.source, closed_on=None).order_by("pk"))
    for child in children:
        move_organisation(
            actor=actor,
            organisation=child,
            parent=act.target,
            on=act.on,
            at=act.done_at,
            decision=act.decision,
            expected_version=child.version,
        )
    return [child.pk for child in children]


def _close(actor: Actor, act: Reorganisation, ids: list[int]) -> list[int]:
    """The parts, the deepest first, then the source itself; second workplaces there are in the target from then on."""
    parts = open_parts(organisation_ids=ids) if act.source.keeps_members else [act.source]
    places = [part.pk for part in parts]
    carry_workplaces(actor=actor, organisation_ids=places, target=act.target, on=act.on, at=act.done_at)
    for part in parts:
        close_organisation(
            actor=actor,
            organisation=part,
            on=act.on,
            at=act.done_at,
            decision=act.decision,
            expected_version=Organisation.objects.get(pk=part.pk).version,
        )
    return places
