"""Found a new organisation beside another one and let some of its people go there."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.carry_many import carry_many, lock_stays
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.state_change import refuse_day
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.enter_reorganisation import VERBS, enter_reorganisation
from edinstvo.registry.reorganisations.actions.leave_offices import leave_offices
from edinstvo.registry.reorganisations.models import CarriedStay, Kind, Reorganisation
from edinstvo.registry.reorganisations.permissions import require_reorganising
from edinstvo.registry.reorganisations.rules import TakesNothing, can_split


class NobodyChosen(Exception):
    """Nobody was chosen to go over."""


@whole_register(reason=Reason.STRUCTURE)
def split_organisation(
    *,
    actor: Actor,
    source: Organisation,
    name: str,
    short_name: str,
    stay_ids: Collection[int],
    on: date,
    decision: str,
    at: datetime,
    is_trial: bool = False,
    is_large: bool = False,
) -> Reorganisation:
    """Found the new one of the same type under the same parent on the day `on`; those chosen are on record there.

    `is_trial`: do it all and let it not have happened, to see what it touches: whom, and which mandates end. Of an act
    that `is_large` a trial carries nobody: it refuses what can be refused at once, and looks the mandates up.
    Raises PowerMissing, DecisionMissing, TakesNothing, NobodyChosen, OrganisationClosed, BeforeFounding,
    NotOnRecordHere (one of those chosen has left meanwhile), SomeJoinedLater, and what founding raises.
    """
    require_reorganising(actor, source=source, target=source)
    refuse_no_decision(decision=decision)
    if not can_split(source=source.type) or source.parent is None:
        raise TakesNothing
    if not stay_ids:
        raise NobodyChosen
    with transaction.atomic():
        hold_structure()
        held, ids = hold_branch(organisation_id=source.pk)
        require_reorganising(actor, source=held, target=held)
        if not held.is_open or held.parent is None:
            raise OrganisationClosed(organisation=held)
        refuse_day(organisation=held, on=on)
        stays = lock_stays(ids=stay_ids)
        if len(stays) != len(set(stay_ids)) or any(not (one.is_open and one.organisation_id in ids) for one in stays):
            raise NotOnRecordHere
        founded = found_organisation(
            actor=actor,
            type=held.type,
            parent=held.parent,
            name=name,
            short_name=short_name,
            on=on,
            at=at,
            decision=decision,
        )
        act = Reorganisation(kind=Kind.SPLIT, source=held, target=founded, on=on, decision=decision, done_at=at)
        act.people, act.done_by_name = len(stays), actor.name
        act.save()
        if is_trial and is_large:
            act.ended_mandates = _lost_mandates(stays, within=ids)
        else:
            _carry(actor, act, stays)
        if is_trial:
            transaction.set_rollback(True)
    return act


def _lost_mandates(stays: Sequence[Membership], *, within: Collection[int]) -> list[list[int]]:
    """[id, version] of the open mandates that those who go over hold in the source or its parts."""
    people = [stay.person_id for stay in stays]
    lost = Mandate.objects.filter(Mandate.OPEN, organisation_id__in=within, person_id__in=people)
    return [list(row) for row in lost.order_by("pk").values_list("pk", "version")]


def _carry(actor: Actor, act: Reorganisation, stays: Sequence[Membership]) -> None:
    """Let them be on record in the new one, out of the offices that they hold no more, and write it down."""
    at, name = act.done_at, act.target.name
    carried = carry_many(actor=actor, stays=stays, target=act.target, on=act.on, decision=name, at=at)
    CarriedStay.objects.bulk_create([CarriedStay(reorganisation=act, **vars(one)) for one in carried])
    leave_offices(actor=actor, act=act, organisation_ids=[])
    act.save()
    enter_reorganisation(actor=actor, verb=VERBS[Kind.SPLIT], act=act, at=at, reason=act.decision)
