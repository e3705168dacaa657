"""Say that an existing login is that of a chair known by name alone, so that the next election settles it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.bind_login import LoginBound
from edinstvo.registry.offices.models import OfficerLogin
from edinstvo.registry.offices.rules import OfficeCode, role_of
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.models import Organisation


def bind_named_login(*, actor: Actor, user: User, organisation: Organisation, at: datetime) -> OfficerLogin:
    """The login of the organisation's chair from now on; its standing grant ends with it.

    For an organisation with no chair of the record: whoever is elected there keeps the login or ends it.
    Raises PowerMissing, OrganisationClosed, LoginBound.
    """
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    with transaction.atomic():
        held = hold_open(organisation_id=organisation.pk)
        role = role_of(office=OfficeCode.CHAIR, level=held.level)
        grants = Grant.objects.filter(user=user, role=role, organisation_id=held.pk, valid_until=None)
        try:
            with transaction.atomic():
                login = OfficerLogin.objects.create(
                    user=user, organisation=held, grant_id=grants.values_list("pk", flat=True).first()
                )
        except IntegrityError as error:
            raise LoginBound from error
        write_entry(
            actor=actor,
            verb="login_bound",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=held,
            at=at,
            after={"organisation": held.name},
        )
    return login
