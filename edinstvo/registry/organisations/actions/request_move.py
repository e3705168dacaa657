"""Ask for a large move, or for taking one back, in the background."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.queries import works_of
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation

MOVING, UNDOING = "organisations.move", "organisations.undo-move"
_TITLES = {
    MOVING: gettext_noop("Moving: %(name)s"),
    UNDOING: gettext_noop("Taking the move back: %(name)s"),
}
# Each waits for the lock of the tree anyhow: better in the queue than on a worker.
_ONE_AT_A_TIME = "organisations.tree"


def request_move(
    *,
    actor: Actor,
    organisation: Organisation,
    parent: Organisation,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
    sign: str,
) -> Work:
    """The work that moves it; asked for again while it goes on, that same one.

    `sign` is `standing_sign` of the two as the person saw them. Raises at once what `move_organisation` raises.
    """
    said = {"on": on.isoformat(), "decision": decision, "expected_version": expected_version, "parent": parent.pk}
    with transaction.atomic():
        if under_way := _under_way(actor, MOVING, organisation):
            return under_way
        move_organisation(
            actor=actor,
            organisation=organisation,
            parent=parent,
            on=on,
            at=at,
            decision=decision,
            expected_version=expected_version,
            is_trial=True,
        )
        return _started(actor, MOVING, organisation, {**said, "sign": sign}, at)


def request_undo_move(
    *,
    actor: Actor,
    organisation: Organisation,
    parent: Organisation,
    on: date,
    at: datetime,
    reason: str,
    expected_version: int,
    sign: str,
) -> Work:
    """The same of taking back the move of the day `on`, under the `parent` that it had before."""
    said = {"on": on.isoformat(), "reason": reason, "expected_version": expected_version, "parent": parent.pk}
    with transaction.atomic():
        if under_way := _under_way(actor, UNDOING, organisation):
            return under_way
        undo_move(
            actor=actor,
            organisation=organisation,
            on=on,
            at=at,
            reason=reason,
            expected_version=expected_version,
            is_trial=True,
        )
        return _started(actor, UNDOING, organisation, {**said, "sign": sign}, at)


def _under_way(actor: Actor, kind: str, organisation: Organisation) -> Work | None:
    """Looked for again under the lock of the tree, where two clicks follow each other; a work that runs has it too."""
    going_on = works_of(seen_by=actor).filter(
        kind=kind, organisation_id=organisation.pk, state__in=[Work.State.QUEUED, Work.State.RUNNING]
    )
    if found := going_on.first():
        return found
    hold_structure()
    return going_on.first()


def _started(actor: Actor, kind: str, organisation: Organisation, said: Mapping[str, Any], at: datetime) -> Work:
    return start_work(
        actor=actor,
        kind=kind,
        title=_TITLES[kind],
        title_values={"name": organisation.short_name},
        parameters=said,
        organisation_id=organisation.pk,
        one_at_a_time=_ONE_AT_A_TIME,
        at=at,
    )
