"""Renaming, correcting and ending through the pages: what is taken, what is sent back, and what follows."""

import re
from datetime import date
from typing import Any

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.members.models import Membership, NameAlias
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import Cast, a_union
from tests.registry.members.people import BEGAN, a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in
from tests.registry.members.web.forms import fresh, opened, text

DETAILS = MembershipDetails(joined_on=BEGAN, category="pedagogical", position="Учитель")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_another_name_keeps_the_former_one(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/name/"
    said = {**opened(client, address), "last_name": "БЕЛОЗЁРСКАЯ", "since": "14.08.2025", "document": "Брак"}
    assert client.post(address, said).status_code == 302
    assert fresh(membership).person.last_name == "Белозёрская"
    assert NameAlias.objects.get(kind="former").until == date(2025, 8, 14)


def test_another_name_ahead_of_time_is_sent_back(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/name/"
    response = client.post(address, {**opened(client, address), "last_name": "Иная", "since": "01.01.2099"})
    assert "ещё не наступил" in text(response)


def test_a_correction_needs_a_reason_and_moves_the_days(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/correction/"
    said = {**opened(client, address), "birth_date": "13.03.1968", "registered_on": "01.09.2019"}
    assert client.post(address, said).status_code == 422
    said.pop("once")
    assert client.post(address, {**said, "reason": "Опечатка"}).status_code == 302
    assert (fresh(membership).birth_date, fresh(membership).registered_on) == (date(1968, 3, 13), date(2019, 9, 1))
    assert Entry.objects.latest("id").reason == "Опечатка"


def test_a_correction_to_a_day_before_the_founding_is_told(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/correction/"
    said = {**opened(client, address), "registered_on": "01.09.1985", "reason": "По карточке"}
    page = text(client.post(address, said, follow=True)).replace("\xa0", " ")
    assert "основана позже, 1 сентября 1990 года" in page
    said = {**opened(client, address), "birth_date": "13.03.1968", "reason": "По паспорту"}
    assert "основана позже" not in text(client.post(address, said, follow=True))


def test_a_correction_takes_a_mistaken_end_back(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/correction/"
    said = opened(client, address)
    assert said["ended_on"] == "01.06.2024"
    client.post(address, {**said, "never_ended": "on", "reason": "Не увольнялась"})
    assert fresh(former).is_open


def test_every_fault_of_a_form_is_told_at_once(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/correction/"
    said = {**opened(client, address), "reason": ""}
    said.pop("once")
    wrong = {"last_name": "Иван0ва", "joined_on": "01.01.2099", "birth_date": "31.02.1980"}
    response = client.post(address, {**said, **wrong})
    assert {*response.context["form"].errors} == {"last_name", "joined_on", "birth_date", "reason"}
    response = client.post(address, {**said, "reason": "Опечатка", "ended_on": "01.01.2019", "end_reason": ""})
    assert {*response.context["form"].errors} == {"ended_on", "end_reason"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"registered_on": "01.01.2099"}, "ещё не наступил"),
        ({"joined_on": "01.01.2099"}, "ещё не наступил"),
        ({"ended_on": "01.01.2019"}, "раньше постановки на учёт"),
        ({"ended_on": ""}, "Укажите причину"),
    ],
)
def test_a_correction_to_impossible_days_is_sent_back(cast: Cast, changed: dict[str, str], sentence: str) -> None:
    former = a_former_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/correction/"
    response = client.post(address, {**opened(client, address), "reason": "Опечатка", **changed})
    assert response.status_code == 422
    assert sentence in text(response)


def test_a_correction_of_a_past_stay_asks_for_no_name(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    a_member(cast.mtsensk_school, since=date(2025, 1, 1))
    client, address = chair_of(cast.berezovka), f"/members/{former.person_id}/correction/{former.pk}/"
    said = opened(client, address)
    assert "last_name" not in said
    sent = {**said, "ended_on": "01.05.2024", "reason": "Опечатка", "last_name": "Чужая"}
    assert client.post(address, sent).status_code == 302
    assert fresh(former).ended_on == date(2024, 5, 1)
    assert fresh(former).person.last_name == "Абрамова"
    other = Membership.objects.get(ended_on=None)
    assert client.get(f"/members/{former.person_id}/correction/{other.pk}/").status_code == 404


def test_an_end_says_what_follows_and_ends_once(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/end/"
    assert "больше не будет состоять на учёте" in text(client.get(address))
    assert "<html" not in client.get(address, headers={"HX-Request": "true"}).content.decode()
    said = {**opened(client, address), "ended_on": "01.10.2026", "reason": "dismissed"}
    first, second = (client.post(address, said).headers["Location"] for _ in range(2))
    assert first == second == f"/members/{membership.person_id}/"
    assert (fresh(membership).ended_on, fresh(membership).end_reason) == (date(2026, 10, 1), "dismissed")
    assert Entry.objects.filter(verb="membership_ended").count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ended_on": "01.01.2019"}, "раньше постановки"),
        ({"ended_on": "01.01.2099"}, "ещё не наступил"),
        ({"ended_on": "01.01.2099", "reason": ""}, "ещё не наступил"),
        ({"reason": ""}, ""),
    ],
)
def test_an_end_that_does_not_fit_is_sent_back(cast: Cast, changed: dict[str, str], sentence: str) -> None:
    membership = a_member(cast.berezovka)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/end/"
    response = client.post(address, {**opened(client, address), "reason": "died", **changed})
    assert response.status_code == 422
    assert sentence in text(response)
    assert fresh(membership).is_open


def test_an_end_after_somebody_edited_is_asked_again(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    client = chair_of(cast.berezovka)
    end, record = (f"/members/{membership.person_id}/{act}/" for act in ("end", "record"))
    said = {**opened(client, end), "reason": "died"}
    client.post(record, {**opened(client, record), "position": "Завуч"})
    response = client.post(end, said)
    assert response.status_code == 422
    assert "Запись уже изменена" in text(response)
    [version] = re.findall(r'name="version" value="([^"]+)"', text(response))
    again = {**said, "version": version}
    again.pop("once")
    assert client.post(end, again).status_code == 302


@pytest.mark.parametrize("act", ["record", "name", "correction", "end"])
def test_whoever_only_sees_changes_nothing(cast: Cast, act: str) -> None:
    membership = a_member(cast.berezovka)
    client = signed_in(Role.AUDITOR, cast.berezovka)
    address = f"/members/{membership.person_id}/{act}/"
    assert client.get(address).status_code == client.post(address, {}).status_code == 404


@pytest.mark.parametrize("act", ["record", "name", "correction", "end"])
def test_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any, act: str) -> None:
    membership = a_member(cast.berezovka)
    client = signed_in(Role.STAFF, cast.galich)
    with django_assert_max_num_queries(QUERIES):
        client.get(f"/members/{membership.person_id}/{act}/")
