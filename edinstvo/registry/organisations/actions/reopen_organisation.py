"""Take a closing back: it never happened."""

from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.refuse_disorder import refuse_disorder
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.refuse_taken_name import refuse_taken_name
from edinstvo.registry.organisations.actions.state_change import save_with
from edinstvo.registry.organisations.actions.state_fact import state_fact, withdraw_fact
from edinstvo.registry.organisations.events import OrganisationReopened
from edinstvo.registry.organisations.models import Organisation, OrganisationStatus, known
from edinstvo.registry.organisations.permissions import require_managing


def reopen_organisation(
    *, actor: Actor, organisation: Organisation, at: datetime, reason: str, expected_version: int
) -> Organisation:
    """Let the organisation stand as if it had never been closed; what was known till now stays readable.

    A correction, so it has no day of its own. Of an organisation that stands nothing is changed. Raises PowerMissing,
    EditedMeanwhile, NameTaken, and what `refuse_disorder` raises (the organisation above may be closed by now).
    """
    require_managing(actor, organisation)
    with transaction.atomic():
        hold_structure()
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        require_managing(actor, held)
        if held.closed_on is None:
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        closed_on = held.closed_on
        closed_at = _forget_closing(held, at, reason)
        _refuse_taken(held)
        try:
            with transaction.atomic():
                save_with(organisation=held, closed_on=None)
        except IntegrityError:
            _refuse_taken(held)
            raise
        refuse_disorder(organisation=held)
        tell(OrganisationReopened(held.pk, closed_on=closed_on, closed_at=closed_at), actor=actor, at=at)
        write_entry(
            actor=actor,
            verb="organisation_reopened",
            about=About(type="organisation", id=held.pk, name=held.name),
            at_place=held,
            at=at,
            before={"closed_on": closed_on.isoformat()},
            after={"closed_on": None},
            reason=reason,
        )
    return held


def _forget_closing(held: Organisation, at: datetime, reason: str) -> datetime:
    """Withdraw it, return since when it was known; one of the very first day took the place of the founding's fact."""
    closing = held.statuses.get(known(), status=OrganisationStatus.Status.CLOSED)
    if closing.valid_from == held.founded_on:
        is_open = OrganisationStatus.Status.OPEN
        opened = OrganisationStatus(organisation=held, status=is_open, valid_from=held.founded_on, known_since=at)
        opened.decision = reason
        state_fact(fact=opened)
    else:
        withdraw_fact(fact=closing, at=at)
    return closing.known_since


def _refuse_taken(held: Organisation) -> None:
    refuse_taken_name(parent_id=held.parent_id, key=held.name_key, besides=held.pk)
