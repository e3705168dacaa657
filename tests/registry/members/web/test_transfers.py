"""Transfers on pages: found, asked for, answered, and offered where somebody would be admitted twice."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership, Transfer, TransferState
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import TODAY, Cast, a_union, chair, visitor
from tests.registry.members.people import a_member, ended
from tests.registry.members.transfers import asked


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _text(browser: Client, address: str) -> str:
    return _words(browser.get(address))


def _words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " ").replace("\xa0", " "))


def test_a_chair_finds_the_new_organisation_and_asks_and_its_chair_takes_the_member(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    source, target = visitor(Role.CHAIR, cast.berezovka), visitor(Role.CHAIR, cast.mtsensk_school)
    page, ask = f"/members/{stay.person_id}/", f"/members/{stay.person_id}/transfer/"
    assert ask in _text(source, page)
    found = _text(source, f"{ask}?q=Мценска")
    assert f"?to={cast.mtsensk_school.pk}" in found
    assert "Орловская областная организация" in found
    assert "Ничего не нашлось" in _text(source, f"{ask}?q=никтоинезвестен")
    answer = source.post(ask, {"to": cast.mtsensk_school.pk, "note": "Переезжает", "moves_on": "01.11.2026"})
    waits = Transfer.objects.get()
    assert answer.headers["Location"] == f"/transfers/{waits.pk}/"
    assert source.get(ask).headers["Location"] == f"/transfers/{waits.pk}/"
    assert "запрошен перевод" in _text(source, page)

    assert "1 перевод ждёт вашего ответа" in _text(target, "/")
    assert target.get(page).status_code == 404
    assert "Ждёт вашего ответа" in _text(target, f"/transfers/{waits.pk}/")
    assert "Переезжает" in _text(target, f"/transfers/{waits.pk}/")
    assert source.get(f"/transfers/{waits.pk}/release/").status_code == 404
    assert target.post(f"/transfers/{waits.pk}/release/", {"moves_on": "01.01.2100"}).status_code == 422
    assert "Просят перевести с 1 ноября 2026" in re.sub("(<[^>]*>| )+", " ", _text(target, f"/transfers/{waits.pk}/"))
    early = target.post(f"/transfers/{waits.pk}/release/", {"moves_on": "01.09.2020"})
    assert (early.status_code, "Перевести просят с 1" in _words(early)) == (422, True)
    target.post(f"/transfers/{waits.pk}/release/", {"moves_on": "01.11.2026"})
    assert Membership.objects.get(Membership.OPEN).organisation == cast.mtsensk_school
    assert cast.berezovka.short_name in _text(target, page)
    assert waits.person.last_name in _text(source, "/transfers/?closed")
    assert source.get(f"/transfers/{waits.pk}/withdrawal/").headers["Location"] == f"/transfers/{waits.pk}/"


def test_whoever_admits_somebody_on_record_elsewhere_is_offered_to_ask(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    browser = visitor(Role.CHAIR, cast.mtsensk_school)
    address = f"/members/new/?organisation={cast.mtsensk_school.inpo}"
    typed = {"last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна", "birth_date": "12.03.1968"}
    offered = browser.post(address, typed)
    page = offered.content.decode()
    assert (offered.status_code, 'name="ask_transfer"' in page, "Берёзовской" in page) == (422, True, False)
    [who] = re.findall(r'name="asked" value="([^"]*)"', page)[:1]
    other = browser.post(address, {**typed, "birth_date": "13.03.1968", "asked": who, "ask_transfer": "yes"})
    assert (other.status_code, Transfer.objects.count()) == (302, 0)
    said = {**typed, "asked": who, "ask_transfer": "yes"}
    before = browser.post(address, {**said, "registered_on": "31.08.2020"})
    assert (before.status_code, "раньше постановки на учёт" in _words(before)) == (422, True)
    answer = browser.post(address, {**said, "registered_on": "02.11.2026"})
    waits = Transfer.objects.get()
    assert answer.headers["Location"] == f"/transfers/{waits.pk}/"
    assert (waits.stay_id, waits.target, waits.asked_by) == (stay.pk, cast.mtsensk_school, "target")
    assert waits.wanted_on == date(2026, 11, 2)

    third = visitor(Role.CHAIR, cast.lyceum)
    told = third.post(f"/members/new/?organisation={cast.lyceum.inpo}", {**typed, "asked": who, "ask_transfer": "y"})
    assert "уже запросила другая организация" in told.content.decode()
    owner = visitor(Role.CHAIR, cast.berezovka)
    assert owner.post(f"/transfers/{waits.pk}/refusal/", {"reason": ""}).status_code == 422
    owner.post(f"/transfers/{waits.pk}/refusal/", {"reason": "Продолжает работать у нас"})
    assert "Продолжает работать у нас" in _text(browser, f"/transfers/{waits.pk}/")
    waits.refresh_from_db()
    assert waits.state == TransferState.REFUSED


def test_pages_of_a_transfer_are_of_its_two_sides_only(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    visitor(Role.CHAIR, cast.berezovka).post(f"/members/{stay.person_id}/transfer/", {"to": cast.mtsensk_school.pk})
    waits = Transfer.objects.get()
    stranger = visitor(Role.CHAIR, cast.lyceum)
    for name in ("", "release/", "refusal/", "withdrawal/"):
        assert stranger.get(f"/transfers/{waits.pk}/{name}").status_code == 404
    assert "Ни один перевод не ждёт ответа" in _text(stranger, "/transfers/")


def test_what_waits_no_more_says_what_became_of_it(cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    waits = asked(stay, cast.mtsensk_school, actor=chair(cast.berezovka))
    ended(stay, TODAY)
    target = visitor(Role.CHAIR, cast.mtsensk_school)
    page = _words(target.get(f"/transfers/{waits.pk}/release/", follow=True))
    assert "Отвечать больше не на что: отпал (Человек выбыл из Профсоюза)" in page
    source = visitor(Role.CHAIR, cast.berezovka)
    assert "отпал" in re.sub("<[^>]*>", "", _text(source, f"/members/{stay.person_id}/"))
    assert "Человек выбыл из Профсоюза" in _text(source, f"/members/{stay.person_id}/")
    assert "Человек выбыл из Профсоюза" in _text(source, f"/transfers/{waits.pk}/")


def test_what_was_typed_into_the_admission_comes_along(cast: Cast) -> None:
    stay = a_member(cast.berezovka, email="known@example.org", details=MembershipDetails(category="support"))
    browser = visitor(Role.CHAIR, cast.mtsensk_school)
    address = f"/members/new/?organisation={cast.mtsensk_school.inpo}"
    typed = {
        **{"last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна", "birth_date": "12.03.1968"},
        **{"phone": "8 910 555-01-12", "email": "new@example.org", "category": "pedagogical", "position": "Завуч"},
        **{"decision_on": "01.11.2026", "decision_number": "7"},
    }
    [who] = re.findall(r'name="asked" value="([^"]*)"', _words(browser.post(address, typed)))[:1]
    browser.post(address, {**typed, "asked": who, "ask_transfer": "yes"})
    waits = Transfer.objects.get()
    owner = visitor(Role.CHAIR, cast.berezovka)
    assert "Завуч" in _text(browser, f"/transfers/{waits.pk}/")
    assert "Завуч" not in _text(owner, f"/transfers/{waits.pk}/")
    owner.post(f"/transfers/{waits.pk}/release/", {"moves_on": "01.11.2026"})
    new = Membership.objects.select_related("person").get(Membership.OPEN)
    assert (new.position, new.category, new.decision_number, new.decision_on) == (
        *("Завуч", "pedagogical", "7"),
        date(2026, 11, 1),
    )
    assert (new.person.phone, new.person.email) == ("+79105550112", "known@example.org")
    assert Membership.objects.get(pk=stay.pk).category == "support"
    waits.refresh_from_db()
    assert waits.brings == {}
