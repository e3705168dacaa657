"""What becomes of the login of a chair known by name alone: it goes to the person of that name, or it ends."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from edinstvo.foundation.access.actions.withdraw_grant import withdraw_grant
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.folding import fold
from edinstvo.registry.offices.actions.void_letters import void_those
from edinstvo.registry.offices.models import Letter, Mandate, OfficerLogin


@whole_register(reason=Reason.LETTERS)
def settle_named_login(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """Somebody of the record chairs the organisation now: the same name keeps login, powers and letter.

    Inside the transaction of the act that elected them; the organisation is held.
    """
    logins = OfficerLogin.objects.filter(organisation_id=mandate.organisation_id, ended_at=None)
    named = logins.select_for_update(of=("self",)).select_related("user", "organisation").first()
    if named is None:
        return
    is_same = fold(named.user.name) == fold(mandate.person.full_name)
    if not is_same or OfficerLogin.objects.filter(person_id=mandate.person_id).exists():
        end_named_login(actor=actor, named=named, at=at)
        return
    mandate.grant_id, named.grant_id = named.grant_id, None
    mandate.save(update_fields=["grant_id"])
    named.person, named.organisation = mandate.person, None
    named.save()
    Letter.objects.filter(login=named, used_at=None, voided_at=None).update(mandate_id=mandate.pk)


def end_named_login(*, actor: Actor, named: OfficerLogin, at: datetime) -> None:
    """End it: its powers go at once, its letter opens nothing any more. The row is locked."""
    void_those(Q(login=named), at=at)
    grant_id, named.grant_id, named.ended_at = named.grant_id, None, at
    named.save(update_fields=["grant_id", "ended_at"])
    if grant_id is not None and named.organisation is not None:
        place = named.organisation.place
        withdraw_grant(actor=actor, grant_id=grant_id, on=timezone.localdate(at), at=at, place=place)
