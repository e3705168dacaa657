"""The shown chairs are chairs like all others: replaced or ended, they lose everything that minute."""

import pytest
from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.end_mandate import end_mandate
from edinstvo.registry.offices.actions.fill_office import fill_office
from edinstvo.registry.offices.actions.take_login_away import take_login_away
from edinstvo.registry.offices.models import EndReason, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.rules.logins import SHOWN_LOGINS
from tests.cast import OPERATOR
from tests.registry.members.people import a_member
from tests.sites.demonstration.small_union import NOW

pytestmark = pytest.mark.usefixtures("filled")
TODAY = timezone.localdate(NOW)
CHAIRS = [one.login for one in SHOWN_LOGINS if one.role == "chair"]


def _place(user: User) -> Organisation:
    return Organisation.objects.get(pk=Grant.objects.get(user=user, valid_until=None).organisation_id)


def _powers(login: str) -> set[Power]:
    actor = actor_of(User.objects.get(login=login), on=TODAY, address="")
    return {power for power, _branch in actor.grants}


def _somebody_else(place: Organisation, chair: User) -> int:
    stay = Membership.objects.filter(Membership.OPEN, organisation=place, registered_on__lt=TODAY)
    found = stay.exclude(person__mandates__office="chair").first()
    return found.person_id if found else a_member(place, "Ветрова Нина Степановна", at=NOW).person_id


@pytest.mark.parametrize("login", CHAIRS)
def test_replaced(login: str) -> None:
    user = User.objects.get(login=login)
    with transaction.atomic():
        place = _place(user)
        assert Power.KEEP_MEMBERS in _powers(login)
        fill_office(
            actor=OPERATOR,
            organisation=place,
            office="chair",
            person_id=_somebody_else(place, user),
            details=MandateDetails(since=TODAY),
            at=NOW,
            succeeds=True,
        )
        assert _powers(login) == set()
        transaction.set_rollback(True)


@pytest.mark.parametrize("login", CHAIRS)
def test_ended(login: str) -> None:
    bound = OfficerLogin.objects.get(user__login=login)
    with transaction.atomic():
        if bound.organisation is not None:
            take_login_away(actor=OPERATOR, organisation=bound.organisation, at=NOW)
        else:
            _end(Mandate.objects.get(Mandate.OPEN, person_id=bound.person_id, office="chair"))
        assert _powers(login) == set()
        transaction.set_rollback(True)


def _end(mandate: Mandate) -> None:
    end_mandate(
        actor=OPERATOR,
        mandate_id=mandate.pk,
        expected_version=mandate.version,
        on=TODAY,
        reason=EndReason.RECALLED,
        decision="Протокол № 4",
        at=NOW,
    )
