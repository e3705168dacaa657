"""Give the holder of an office the powers that it carries, and take them back; inside the transaction of an act."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actions.give_grant import GrantStands, give_grant
from edinstvo.foundation.access.actions.withdraw_grant import withdraw_grant
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.registry.offices.actions.settle_named_login import settle_named_login
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode, role_of


def give_powers(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """Write the grant for a holder who has a login, from today on. The mandate's organisation is held.

    Two offices that carry one role in one place share one grant; a grant that was given otherwise stays as it is.
    A chair of the record takes the place of one known by name alone.
    Raises PowerMissing.
    """
    organisation = mandate.organisation
    if mandate.office == OfficeCode.CHAIR:
        settle_named_login(actor=actor, mandate=mandate, at=at)
    role = role_of(office=mandate.office, level=organisation.level)
    login = OfficerLogin.objects.select_related("user").filter(person_id=mandate.person_id).first()
    if role is None or organisation.level is None or login is None or mandate.grant_id is not None:
        return
    mandate.grant_id = _shared_grant(mandate)
    if mandate.grant_id is None:
        try:
            mandate.grant_id = give_grant(
                actor=actor,
                user=login.user,
                role=role,
                level=organisation.level,
                organisation_id=0 if organisation.level is Level.UNION else organisation.pk,
                valid_from=timezone.localdate(at),
                at=at,
                place=organisation.place,
            ).pk
        except GrantStands:
            return
    mandate.save(update_fields=["grant_id"])


def take_powers(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """End the grant of a mandate that has just ended, unless another open mandate stands on it; nobody is asked."""
    grant_id, mandate.grant_id = mandate.grant_id, None
    if grant_id is None:
        return
    mandate.save(update_fields=["grant_id"])
    if not Mandate.objects.filter(Mandate.OPEN, grant_id=grant_id, person_id=mandate.person_id).exists():
        withdraw_grant(
            actor=actor, grant_id=grant_id, on=timezone.localdate(at), at=at, place=mandate.organisation.place
        )


def _shared_grant(mandate: Mandate) -> int | None:
    """The grant that another office of the same person in the same organisation has written for the same role."""
    level = mandate.organisation.level
    role = role_of(office=mandate.office, level=level)
    others = Mandate.objects.filter(
        Mandate.OPEN, person_id=mandate.person_id, organisation_id=mandate.organisation_id, grant_id__isnull=False
    )
    same = (other for other in others if role_of(office=other.office, level=level) is role)
    return next((other.grant_id for other in same), None)
