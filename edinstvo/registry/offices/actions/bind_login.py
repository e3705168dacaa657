"""Say whose an existing login is, so that their offices give it its powers."""

from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.actions.give_powers import give_powers
from edinstvo.registry.offices.models import Mandate, OfficerLogin
from edinstvo.registry.organisations.actions.hold_open import hold


class LoginBound(Exception):
    """The login is somebody else's, or the person has another one."""


def bind_login(*, actor: Actor, user: User, person_id: int, at: datetime) -> OfficerLogin:
    """The person's login from now on, with the powers of their open mandates. Raises PowerMissing, LoginBound."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    held = Mandate.objects.filter(Mandate.OPEN, person_id=person_id).order_by("organisation_id")
    with transaction.atomic():
        places = {id_: hold(organisation_id=id_) for id_ in held.values_list("organisation_id", flat=True)}
        human = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        try:
            with transaction.atomic():
                login = OfficerLogin.objects.create(user=user, person=human)
        except IntegrityError as error:
            raise LoginBound from error
        write_entry(
            actor=actor,
            verb="login_bound",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            after={"name": human.full_name},
        )
        for mandate in held.select_for_update(of=("self",)).select_related("person"):
            mandate.organisation = places.get(mandate.organisation_id) or mandate.organisation
            give_powers(actor=actor, mandate=mandate, at=at)
    return login
