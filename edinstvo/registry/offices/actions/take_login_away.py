"""Take the login of a chair known by name alone away: the list named somebody wrongly."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.settle_named_login import end_named_login
from edinstvo.registry.offices.models import OfficerLogin
from edinstvo.registry.offices.permissions import require_entering
from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.models import Organisation


def take_login_away(*, actor: Actor, organisation: Organisation, at: datetime) -> bool:
    """End it with its powers and its letter; False where the organisation has no such login (any more).

    Of a chair of the record the mandate is ended instead. Raises PowerMissing.
    """
    require_entering(actor, organisation, OfficeCode.CHAIR)
    with transaction.atomic():
        held = hold(organisation_id=organisation.pk)
        require_entering(actor, held, OfficeCode.CHAIR)
        logins = OfficerLogin.objects.filter(organisation=held, ended_at=None)
        named = logins.select_for_update(of=("self",)).select_related("user", "organisation").first()
        if named is None:
            return False
        end_named_login(actor=actor, named=named, at=at)
        write_entry(
            actor=actor,
            verb="login_taken_away",
            about=About(type="user", id=named.user_id, name=named.user.name),
            at_place=held,
            at=at,
            after={"organisation": held.name},
        )
    return True
