"""Take a founding back: the organisation was entered by mistake and never stood."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.take_back_foundings import take_back_foundings
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing


class SomethingStandsOnIt(Exception):
    """Somebody is or was on its record, something stands below it, or more was said of it than its founding."""


def take_back_founding(
    *, actor: Actor, organisation: Organisation, at: datetime, reason: str, expected_version: int
) -> Organisation:
    """Let it never have stood, while nothing stands on it; what was known stays readable.

    Its ИНПО is given to no other. A correction, so it has no day of its own. Said twice, done once. Raises
    PowerMissing, EditedMeanwhile, SomethingStandsOnIt.
    """
    require_managing(actor, organisation)
    with transaction.atomic():
        hold_structure()
        held = Organisation.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organisation.pk)
        require_managing(actor, held)
        if held.closed_on == held.founded_on:
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        founded_at = held.names.order_by("pk").values_list("known_since", flat=True)[0]
        above = held.parent
        if above is None or take_back_foundings(actor=actor, head=above, ids=[held.pk], known_since=founded_at, at=at):
            raise SomethingStandsOnIt
        write_entry(
            actor=actor,
            verb="organisation_founding_taken_back",
            about=About(type="organisation", id=held.pk, name=held.name),
            at_place=held,
            at=at,
            before={"founded_on": held.founded_on.isoformat()},
            after={"founded_on": None},
            reason=reason,
        )
    return Organisation.objects.get(pk=held.pk)
