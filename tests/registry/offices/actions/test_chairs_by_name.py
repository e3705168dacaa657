"""Before the list of members has come: letters to chairs known by name alone, and what an election makes of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power, Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.offices.actions.end_lost_mandates import end_logins_of_closed
from edinstvo.registry.offices.actions.end_mandate import end_mandate
from edinstvo.registry.offices.models import EndReason, Letter, OfficerLogin
from edinstvo.registry.offices.queries.letters import figures_of_letters, page_of_chairs
from edinstvo.registry.organisations.actions.state_contacts import Reached, state_contacts
from edinstvo.registry.organisations.models import Organisation
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union, staff, visitor
from tests.registry.offices.letters import Scope, issued
from tests.registry.offices.people import elected
from tests.registry.organisations.closing import closed


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def named(place: Organisation, last: str = "Ветрова", first: str = "Нина") -> None:
    """A structure list has said who chairs the organisation."""
    state_contacts(
        actor=OPERATOR,
        organisation=place,
        contacts=Reached(chair_last_name=last, chair_first_name=first, chair_middle_name="Степановна"),
        on=FOUNDED,
        at=NOW,
        decision="",
        expected_version=place.version,
    )


def keeps(login: str, place: Organisation) -> bool:
    user = User.objects.get(login=login)
    # The doors act today, whenever that is.
    return actor_of(user, on=timezone.localdate(), address="").may(Power.KEEP_MEMBERS, at=place)


def test_a_name_on_a_list_gets_a_letter_and_is_the_chair_of_that_organisation(cast: Cast) -> None:
    region = staff(cast.kostroma)
    named(cast.lyceum)
    [line] = page_of_chairs(cast.kostroma, state="none", size=9, at=NOW, seen_by=region)
    assert (line.name, line.is_named) == ("Ветрова Нина Степановна", True)
    assert issued(cast.kostroma, actor=region).letters == 1
    assert issued(cast.galich, actor=staff(cast.galich)).letters == 0
    assert keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert not keeps(str(cast.lyceum.inpo), cast.berezovka)
    assert figures_of_letters(cast.kostroma, at=NOW, seen_by=region).by_state["sent"] == 1
    assert issued(cast.kostroma, actor=region, scope=Scope.ONE, chair_of=cast.lyceum).letters == 1
    assert (OfficerLogin.objects.count(), Letter.objects.filter(voided_at=None).count()) == (1, 1)


def test_elected_by_that_very_name_they_keep_the_login_and_lose_it_with_the_mandate(cast: Cast) -> None:
    named(cast.lyceum)
    issued(cast.kostroma, actor=OPERATOR)
    mandate = elected(cast.lyceum, name="Ветрова Нина Степановна")
    login = OfficerLogin.objects.get()
    assert (login.person_id, login.organisation_id, login.ended_at) == (mandate.person_id, None, None)
    assert keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert issued(cast.kostroma, actor=OPERATOR, at=NOW + timedelta(hours=1)).letters == 0
    end_mandate(
        actor=OPERATOR,
        mandate_id=mandate.pk,
        expected_version=1,
        on=TODAY,
        reason=EndReason.TERM,
        decision="",
        at=NOW,
    )
    assert not keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert Letter.objects.get().voided_at is not None


def test_somebody_else_elected_ends_the_login_of_the_name(cast: Cast) -> None:
    named(cast.lyceum)
    issued(cast.kostroma, actor=OPERATOR)
    elected(cast.lyceum, name="Белых Пётр Ильич")
    assert not keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert Letter.objects.get().voided_at is not None
    assert issued(cast.kostroma, actor=OPERATOR).letters == 1
    assert keeps(f"{cast.lyceum.inpo}-2", cast.lyceum)


def test_whoever_was_named_wrongly_loses_the_login_to_those_above_alone(cast: Cast) -> None:
    named(cast.lyceum)
    issued(cast.kostroma, actor=OPERATOR)
    address = f"/letters/{cast.lyceum.inpo}/login/"
    for client in (visitor(Role.CHAIR, cast.lyceum), visitor(Role.STAFF, cast.buy), visitor(Role.AUDITOR, cast.union)):
        assert {client.get(address).status_code, client.post(address).status_code} == {404}
    district = visitor(Role.STAFF, cast.galich)
    assert address in district.get(f"/letters/{cast.galich.inpo}/").content.decode()
    assert district.get(address).status_code == 200
    assert keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert {district.post(address).status_code for _ in range(2)} == {302}
    assert not keeps(str(cast.lyceum.inpo), cast.lyceum)
    assert Entry.objects.filter(verb="login_taken_away").count() == 1


def test_a_closed_organisation_leaves_nobody_a_login_by_name(cast: Cast) -> None:
    named(cast.lyceum)
    issued(cast.kostroma, actor=OPERATOR)
    assert end_logins_of_closed(actor=OPERATOR, at=NOW) == 0
    closed(cast.lyceum, on=TODAY)
    assert end_logins_of_closed(actor=OPERATOR, at=NOW) == 1
    assert not keeps(str(cast.lyceum.inpo), cast.lyceum)
