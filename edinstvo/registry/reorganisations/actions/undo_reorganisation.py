"""Take a reorganisation back: it never happened."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.carry_many import Carried, take_back_many
from edinstvo.registry.members.actions.carry_workplaces import take_back_workplaces
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.offices.actions.revive_mandates import revive_mandates
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.hold_branch import hold_branch, hold_structure
from edinstvo.registry.organisations.actions.reopen_organisation import reopen_organisation
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.enter_reorganisation import enter_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from edinstvo.registry.reorganisations.permissions import require_reorganising


@whole_register(reason=Reason.STRUCTURE)
def undo_reorganisation(
    *, actor: Actor, reorganisation_id: int, reason: str, at: datetime, is_trial: bool = False
) -> Reorganisation:
    """Whole or not at all; said twice, done once. Mandates that it ended go on where nothing stands in their way:
    `lost_mandates` of the returned act is how many do not.

    `is_trial`: only whether the actor may, and change nothing. Raises ReasonMissing, Reorganisation.DoesNotExist,
    PowerMissing, ChangedSince (of some people it is not the last word), and what reopening, moving back and closing
    raise.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        hold_structure()
        act = Reorganisation.objects.select_for_update().get(pk=reorganisation_id)
        act.source, _below = hold_branch(organisation_id=act.source_id)
        act.target, _below = hold_branch(organisation_id=act.target_id)
        require_reorganising(actor, source=act.source, target=act.target)
        if act.undone_at is not None or is_trial:
            return act
        _take_back(actor, act, reason.strip(), at)
        act.lost_mandates = _revive(actor, act, reason.strip(), at)
        act.undone_at, act.undone_by_name, act.undone_reason = at, actor.name, reason.strip()
        act.save()
        enter_reorganisation(actor=actor, verb="reorganisation_undone", act=act, at=at, reason=reason.strip())
    return act


def _revive(actor: Actor, act: Reorganisation, reason: str, at: datetime) -> int:
    ended = [(mandate_id, version) for mandate_id, version in act.ended_mandates]
    return revive_mandates(actor=actor, ended=ended, reason=reason, at=at)


def _take_back(actor: Actor, act: Reorganisation, reason: str, at: datetime) -> None:
    rows = act.stays.order_by("pk").values_list("person_id", "stay_id", "stay_version", "new_stay_id")
    if act.closed:
        take_back_workplaces(actor=actor, target=act.target, carried_at=act.done_at, at=at)
    for id_ in reversed(act.closed):
        closed = Organisation.objects.get(pk=id_)
        reopen_organisation(actor=actor, organisation=closed, at=at, reason=reason, expected_version=closed.version)
    for id_ in act.moved:
        moved = Organisation.objects.get(pk=id_)
        undo_move(
            actor=actor,
            organisation=moved,
            on=act.on,
            at=at,
            reason=reason,
            expected_version=moved.version,
            said_at=act.done_at,
        )
    take_back_many(actor=actor, carried=[Carried(*row) for row in rows], at=at)
    if act.kind == Kind.SPLIT:
        founded = Organisation.objects.get(pk=act.target_id)
        close_organisation(
            actor=actor,
            organisation=founded,
            on=act.on,
            at=at,
            decision=reason,
            expected_version=founded.version,
        )
