"""A letter with the login to whoever holds an office with powers, from whoever could enter it."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Power, Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.registry.offices.actions.holds_more import HoldsMore
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.models import LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import ROLES, OfficeCode
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, PASSWORD, Cast, a_union, staff, visitor
from tests.registry.offices.letters import ADDRESS, Scope, codes, codes_in
from tests.registry.offices.people import elected, with_login

SECRETS = {"new_password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("office", [code.value for code in ROLES])
def test_every_office_with_powers_gets_a_letter_and_comes_in(office: str) -> None:
    cast = a_union()
    mandate = elected(cast.college, office)
    district = visitor(Role.STAFF, cast.buy)
    url = f"/offices/mandates/{mandate.pk}/letter/"
    page = district.get(f"/offices/{cast.college.inpo}/").content.decode()
    assert f'href="{url}"' in page
    assert "Напечатать письмо с доступом" in page
    assert mandate.person.full_name in district.get(url).content.decode()
    first, again = district.post(url), district.post(url)
    issue = first.headers["Location"]
    assert again.headers["Location"] == issue
    run_work(work_id=LetterBatch.objects.get().work_id or 0, clock=timezone.now)
    assert "Готово 1 письмо" in district.get(issue).content.decode()
    file = district.post(f"{issue}file/")
    [(login, code)] = codes_in(b"".join(file.streaming_content)).items()  # type: ignore[attr-defined]  # it is streamed
    came = Client().post("/letter/", {"login": login, "code": code, **SECRETS})
    assert came.headers["Location"] == settings.LOGIN_REDIRECT_URL
    user = OfficerLogin.objects.get(person_id=mandate.person_id).user
    assert actor_of(user, on=timezone.localdate(), address="").may(Power.SEE_MEMBERS, at=cast.college)
    assert Grant.objects.get(user=user).role == ROLES[OfficeCode(office)][0]


@pytest.mark.parametrize("office", ["treasurer", "committee"])
def test_an_office_without_powers_gets_none(cast: Cast, office: str) -> None:
    mandate = elected(cast.college, office)
    district = visitor(Role.STAFF, cast.buy)
    url = f"/offices/mandates/{mandate.pk}/letter/"
    assert url not in district.get(f"/offices/{cast.college.inpo}/").content.decode()
    assert district.get(url).status_code == district.post(url).status_code == 404


def test_only_whoever_could_enter_the_office(cast: Cast) -> None:
    deputy = elected(cast.buy, "deputy", record=cast.college)
    audit = elected(cast.buy, "audit", record=cast.college, name="Сомова Анна Ильинична")
    for place, may_deputy, may_audit in ((cast.kostroma, 200, 200), (cast.buy, 404, 200), (cast.galich, 404, 404)):
        browser = visitor(Role.STAFF, place)
        for mandate, answer in ((deputy, may_deputy), (audit, may_audit)):
            assert browser.get(f"/offices/mandates/{mandate.pk}/letter/").status_code == answer, (place, mandate)


def test_nobody_opens_a_login_that_holds_more(cast: Cast) -> None:
    """Whoever prints a code could come in with it."""
    mandate = elected(cast.college, "audit")
    with_login(mandate)
    elected(cast.kostroma, "audit", mandate.person_id)
    with pytest.raises(HoldsMore):
        _ask(mandate, cast.college, cast.buy)
    _ask(mandate, cast.college, cast.kostroma)
    district = visitor(Role.STAFF, cast.buy)
    LetterBatch.objects.update(state=LetterBatch.State.READY)
    told = district.post(f"/offices/mandates/{mandate.pk}/letter/", follow=True).content.decode()
    assert "полномочия, которых нет" in told.replace("\xa0", " ")
    assert LetterBatch.objects.count() == 1


def test_the_chair_below_who_sits_above_gets_no_letter_from_below(cast: Cast) -> None:
    mandate = elected(cast.college)
    with_login(mandate)
    elected(cast.kostroma, "audit", mandate.person_id)
    with pytest.raises(HoldsMore):
        request_letters(
            actor=staff(cast.buy),
            organisation=cast.buy,
            scope=Scope.ONE,
            addressee_id=cast.college.pk,
            address=ADDRESS,
            valid_days=30,
            at=NOW,
        )
    assert codes() == {}


def _ask(mandate: Mandate, place: Organisation, issuer: Organisation) -> None:
    request_letters(
        actor=staff(issuer),
        organisation=place,
        scope=Scope.ONE,
        mandate_id=mandate.pk,
        address=ADDRESS,
        valid_days=30,
        at=NOW,
    )
