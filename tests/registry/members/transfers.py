"""Transfers asked for by the tests."""

from datetime import date, timedelta

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.ask_transfer import ask_transfer
from edinstvo.registry.members.models import Membership, Side, Transfer
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY

DUE = TODAY + timedelta(days=30)


def asked(
    stay: Membership,
    target: Organisation,
    *,
    actor: Actor = OPERATOR,
    by: Side = Side.SOURCE,
    moves_on: date = TODAY,
    note: str = "",
    application_on: date | None = None,
) -> Transfer:
    """A transfer asked for today; done at once where the actor keeps both sides."""
    return ask_transfer(
        actor=actor,
        stay_id=stay.pk,
        target=target,
        asked_by=by,
        application_on=application_on,
        note=note,
        moves_on=moves_on,
        due_on=DUE,
        on=TODAY,
        at=NOW,
    )
