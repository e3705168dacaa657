"""What programmes ask for is the target of the indicators: with its day, and with the way to the programme."""

import re
from datetime import date

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.programme.actions.withdraw_stage import withdraw_stage
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.registry.members.models import Membership
from tests.cast import NOW, OPERATOR, Cast, a_union, visitor
from tests.insight.programme.programmes import approved, overdue, staged
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    """Nobody has decided a target yet; somebody is on record, so that there is a share to be seen."""
    cast = a_union()
    a_member(cast.berezovka)
    return cast


@pytest.fixture
def centre(cast: Cast) -> Client:
    return visitor(Role.STAFF, cast.union)


def _said(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


PAGES = ("/indicators/", "/indicators/?on=01.11.2026", "/indicators/map/", "/indicators/trend/")


@pytest.mark.parametrize("address", PAGES)
def test_while_nobody_has_decided_one_the_usual_target_has_no_day(centre: Client, address: str) -> None:
    page = _said(centre, address)
    assert "60 %" in page
    assert "60 % к" not in page


@pytest.mark.parametrize("address", PAGES)
def test_the_criterion_next_after_the_day_is_the_target_with_its_day(cast: Cast, centre: Client, address: str) -> None:
    made = approved(cast.union)
    overdue(made, "Начало", ("registered_share", 30))
    staged(made, "Завершение", ("registered_share", "72.5"), due_on=date(2027, 3, 1))
    staged(made, "Переход на электронный учёт", ("registered_share", 55))
    next_one = "30 % к 23.11.2026" if "on=" in address else "55 % к 31.12.2026"
    page = _said(centre, address)
    assert next_one in page
    assert page.count(" % к ") == page.count(next_one)


BY_BONUS = (
    "/indicators/",
    "/indicators/?on=01.11.2026",
    "/indicators/map/?by=bonus",
    "/indicators/trend/?by=bonus",
)


@pytest.mark.parametrize("address", BY_BONUS)
def test_a_target_of_those_on_electronic_record_stands_beside_the_goal(
    cast: Cast, centre: Client, address: str
) -> None:
    assert "10 %" in _said(centre, address)
    staged(approved(cast.union), "Бонусы", ("bonus_share", 11))
    page = _said(centre, address)
    assert re.search("(на электронном учёте цель|цель среди них) — 11 % к 31.12.2026", page)
    # What is usual while nobody has decided is gone; the share of all has no target of its own.
    assert not re.search("[Цц]ель (— )?10 %", page)
    assert page.count("11 % к") == 1


def test_each_target_has_its_own_denominator(cast: Cast, centre: Client) -> None:
    for name in ("Белова Анна", "Ветрова Анна", "Гусева Анна"):
        other = a_member(cast.berezovka, name)
        Membership.objects.filter(pk=other.pk).update(electronic_on=None)
    holder = Membership.objects.earliest("pk")
    Membership.objects.filter(pk=holder.pk).update(electronic_on=holder.registered_on)
    issued = LoadedCard(number="1", kind="plastic", person_id=holder.person_id, issued_on=date(2025, 1, 1))
    load_cards(actor=OPERATOR, cards=[issued], at=NOW)
    asked = (("plastic_share_of_total", 35), ("plastic_share_of_registered", 60))
    staged(approved(cast.union), "Карты", *asked)
    page = _said(centre, "/indicators/?on=23.11.2026")
    assert "25 %: " in page
    assert "Цель — 35 % к 31.12.2026" in page
    assert "100 % состоящих на электронном учёте, цель среди них — 60 % к 31.12.2026" in page


def test_after_the_last_day_the_last_target_stays(cast: Cast, centre: Client) -> None:
    made = approved(cast.union)
    stage = overdue(made, "Начало", ("plastic_share_of_total", "72.5"))
    assert "72,5 % к 23.11.2026" in _said(centre, "/indicators/")
    withdraw_stage(actor=OPERATOR, stage_id=stage.pk, reason="Передумали", at=NOW)
    assert "72,5 % к" not in _said(centre, "/indicators/")


def test_the_definitions_name_every_target_and_lead_to_its_programme(cast: Cast) -> None:
    made = approved(cast.union)
    staged(made, "Онлайн", ("joined_online", 2708), ("bonus_share", 11))
    page = _said(visitor(Role.STAFF, cast.kostroma), "/indicators/definitions/")
    way = f'<a href="/programme/{made.pk}/">Год цифровизации</a>'
    assert f"2\u202f708 к 31.12.2026: {way}" in page
    assert f"11 % к 31.12.2026: {way}" in page


def test_a_region_of_its_own_programme_sees_the_unions_target_first(cast: Cast) -> None:
    region, territory, other = (visitor(Role.STAFF, place) for place in (cast.kostroma, cast.galich, cast.oryol))
    staged(approved(cast.kostroma), "Свой", ("registered_share", 40))
    assert "40 % к" in _said(region, "/indicators/")
    assert "40 % к" in _said(territory, "/indicators/")
    assert "40 % к" not in _said(other, "/indicators/")
    staged(approved(cast.union), "Общий", ("registered_share", 50))
    assert "50 % к" in _said(region, "/indicators/")
    assert "40 % к" not in _said(region, "/indicators/")


def test_what_one_region_is_to_reach_is_no_target_of_them_together(cast: Cast, centre: Client) -> None:
    staged(approved(cast.kostroma), "Своё", ("registered_share", 55))
    assert "55 % к" in _said(centre, "/indicators/")
    staged(approved(cast.oryol), "Своё", ("registered_share", 45))
    page = _said(centre, "/indicators/")
    assert "55 % к" not in page
    assert "45 % к" not in page
