"""Ask for a large move, or for taking one back, in the background."""

from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.organisations.actions.large_act import start_large_act
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation

MOVING, UNDOING = "organisations.move", "organisations.undo-move"


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
    """The work that moves it (`start_large_act`). Raises at once what `move_organisation` raises."""
    trial = partial(
        move_organisation,
        actor=actor,
        organisation=organisation,
        parent=parent,
        on=on,
        at=at,
        decision=decision,
        expected_version=expected_version,
        is_trial=True,
    )
    return start_large_act(
        actor=actor,
        kind=MOVING,
        title=gettext_noop("Moving: %(name)s"),
        organisation=organisation,
        others=[parent.pk],
        said={"on": on.isoformat(), "decision": decision, "expected_version": expected_version, "parent": parent.pk},
        sign=sign,
        trial=trial,
        at=at,
    )


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
    trial = partial(
        undo_move,
        actor=actor,
        organisation=organisation,
        on=on,
        at=at,
        reason=reason,
        expected_version=expected_version,
        is_trial=True,
    )
    return start_large_act(
        actor=actor,
        kind=UNDOING,
        title=gettext_noop("Taking the move back: %(name)s"),
        organisation=organisation,
        others=[parent.pk],
        said={"on": on.isoformat(), "reason": reason, "expected_version": expected_version},
        sign=sign,
        trial=trial,
        at=at,
    )
