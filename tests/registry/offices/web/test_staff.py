"""The staff over HTTP: appointed, let in, dismissed; nobody gives what they do not hold."""

from datetime import date

import pytest
from django.test import Client

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.models import Grant, OneTimeLink
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.offices.actions.appoint_staff import NoSuchStaff
from edinstvo.registry.offices.actions.dismiss_staff import AppointmentEnded, DismissesOneself, dismiss_staff
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.actions.holds_more import HoldsMore
from edinstvo.registry.offices.actions.invite_staff import invite_staff
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, Cast, a_union, a_user, actor_of, staff, visitor
from tests.registry.offices.people import ELECTED, appointed
from tests.registry.organisations.moving import fresh

SAID = {"name": "Осипова Вера Павловна", "login": "osipova", "role": "staff", "since": "01.09.2026"}
SAID |= {"decision": "Распоряжение № 3"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text.replace("\xa0", " ")


def test_somebody_is_appointed_let_in_by_a_link_works_and_is_dismissed(cast: Cast) -> None:
    region, page = visitor(Role.STAFF, cast.kostroma), f"/offices/{cast.buy.inpo}/staff/"
    assert page in words(region, f"/offices/{cast.buy.inpo}/")
    assert "Пока никто не назначен" in words(region, page)
    made = region.post(f"{page}new/", SAID)
    held = Appointment.objects.get()
    assert made.headers["Location"] == f"/offices/staff/{held.pk}/link/"
    shown = region.post(made.headers["Location"]).text
    link = shown.split('rel="noreferrer">')[1].split("<")[0]
    newcomer = Client()
    said = {"name": SAID["name"], "login": "osipova", "new_password": PASSWORD, "again": PASSWORD}
    assert newcomer.post(link.removeprefix("http://testserver"), said).status_code == 302
    assert not OneTimeLink.objects.filter(used_at=None).exists()
    assert words(newcomer, f"/organisations/{cast.college.inpo}/")
    assert newcomer.get(f"/organisations/{cast.lyceum.inpo}/").status_code == 404
    assert "Осипова Вера Павловна" in words(region, page)
    dismissed = region.post(f"/offices/staff/{held.pk}/end/", {"ended_on": "01.11.2026", "decision": "№ 4"})
    assert dismissed.headers["Location"] == page
    assert newcomer.get(f"/organisations/{cast.college.inpo}/").status_code == 404
    assert "Кто был в аппарате раньше" in words(region, page)
    assert list(Entry.objects.filter(verb__startswith="staff_").order_by("pk").values_list("verb", flat=True)) == [
        "staff_appointed",
        "staff_dismissed",
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"login": "two words"}, "login"),
        ({"login": "oreshkina"}, "login"),
        ({"since": "01.01.1950"}, None),
        ({"since": "01.01.2030"}, None),
        ({"role": ""}, "role"),
        ({"role": "administrator"}, "role"),
        ({"decision": ""}, "decision"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_told(cast: Cast, changed: dict[str, str], field: str | None) -> None:
    a_user("oreshkina")
    region = visitor(Role.STAFF, cast.kostroma)
    answer = region.post(f"/offices/{cast.buy.inpo}/staff/new/", {**SAID, **changed})
    assert answer.status_code == 422
    assert field is None or field in answer.context["form"].errors
    assert not Appointment.objects.exists()


def test_whom_it_concerns(cast: Cast) -> None:
    held, page = appointed(cast.buy), f"/offices/{cast.buy.inpo}/staff/"
    strangers = ((Role.STAFF, cast.oryol), (Role.CHAIR, cast.college), (Role.AUDITOR, cast.buy))
    for stranger in (visitor(role, place) for role, place in strangers):
        for address in (page, f"{page}new/", f"/offices/staff/{held.pk}/end/", f"/offices/staff/{held.pk}/link/"):
            assert stranger.get(address).status_code == 404
            assert stranger.post(address, SAID).status_code in (404, 405)
    assert Appointment.objects.count() == 1
    assert OneTimeLink.objects.count() == 0


def test_nobody_gives_what_they_do_not_hold_nor_where_they_are_not(cast: Cast) -> None:
    with pytest.raises(PowerMissing):
        appointed(cast.buy, actor=staff(cast.galich))
    with pytest.raises(PowerMissing):
        appointed(cast.union, actor=staff(cast.kostroma))
    with pytest.raises(NoSuchStaff):
        appointed(cast.buy, Role.ADMINISTRATOR)
    with pytest.raises(NoSuchStaff):
        appointed(cast.group)
    with pytest.raises(BeforeFounding):
        appointed(cast.buy, since=date(1950, 1, 1))


def test_nobody_lets_in_a_login_that_holds_more_than_themselves(cast: Cast) -> None:
    held = appointed(cast.buy)
    Grant.objects.create(user=held.user, role=Role.STAFF, level="union", organisation_id=0, valid_from=ELECTED)
    with pytest.raises(HoldsMore):
        invite_staff(actor=staff(cast.kostroma), appointment_id=held.pk, at=NOW)
    assert not OneTimeLink.objects.exists()


def test_a_second_dismissal_does_nothing_and_another_is_refused(cast: Cast) -> None:
    held = appointed(cast.buy)
    said = {"appointment_id": held.pk, "decision": "№ 4", "at": NOW}
    with pytest.raises(EndsBeforeItBegan):
        dismiss_staff(actor=OPERATOR, on=date(2020, 1, 1), **said)
    for _ in range(2):
        assert dismiss_staff(actor=OPERATOR, on=TODAY, **said).ended_on == TODAY
    assert Entry.objects.filter(verb="staff_dismissed").count() == 1
    with pytest.raises(AppointmentEnded):
        dismiss_staff(actor=OPERATOR, on=date(2026, 11, 1), **said)
    with pytest.raises(AppointmentEnded):
        invite_staff(actor=OPERATOR, appointment_id=held.pk, at=NOW)


def test_nobody_dismisses_themselves(cast: Cast) -> None:
    held = appointed(cast.kostroma)
    with pytest.raises(DismissesOneself):
        dismiss_staff(
            actor=actor_of(held.user, on=TODAY, address="192.0.2.7"),
            appointment_id=held.pk,
            on=TODAY,
            decision="",
            at=NOW,
        )
    assert Appointment.objects.get().is_open


def test_a_closed_organisation_has_no_staff(cast: Cast) -> None:
    held = appointed(cast.berezovka, Role.OPERATOR)
    closing = fresh(cast.berezovka)
    close_organisation(
        actor=OPERATOR, organisation=closing, on=TODAY, at=NOW, decision="№ 1", expected_version=closing.version
    )
    assert Appointment.objects.get(pk=held.pk).ended_on == TODAY
    assert not Grant.objects.filter(user=held.user, valid_until=None).exists()
