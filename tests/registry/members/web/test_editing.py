"""Editing through the page: what is saved and asked for, what does not fit, and two people at one record."""

import re
from datetime import date

import pytest

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import CategoryFact
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, Cast, a_union
from tests.registry.members.people import BEGAN, a_member
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.forms import fresh, opened, opened_in, text

DETAILS = MembershipDetails(joined_on=BEGAN, category="pedagogical", position="Учитель")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_an_edit_is_saved_and_its_draft_forgotten(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/record/"
    subject = str(membership.person_id)
    user = User.objects.get()
    Draft.objects.create(user=user, form="members-edit", subject=subject, data={"position": ["Завуч"]}, saved_at=NOW)
    said = opened(client, address)
    assert said["position"] == "Завуч"
    response = client.post(address, {**said, "phone": "9105550112", "category": "retired", "category_from": "1.9.2025"})
    assert response.headers["Location"] == f"/members/{membership.person_id}/"
    stored = fresh(membership)
    assert (stored.position, stored.person.phone, stored.category) == ("Завуч", "+79105550112", "retired")
    assert CategoryFact.objects.filter(category="retired", valid_from=date(2025, 9, 1)).exists()
    assert not Draft.objects.exists()


def test_an_edit_asks_for_names_and_dates_only_while_they_are_not_known(cast: Cast) -> None:
    whole = a_member(cast.berezovka, details=DETAILS)
    partly = a_member(cast.berezovka, "Ветрова Нина", None, details=MembershipDetails())
    client = chair_of(cast.berezovka)
    asked = opened(client, f"/members/{whole.person_id}/record/")
    assert not {"last_name", "first_name", "middle_name", "birth_date", "joined_on"} & asked.keys()
    address = f"/members/{partly.person_id}/record/"
    said = opened(client, address)
    assert {"middle_name", "birth_date", "joined_on"} <= said.keys()
    client.post(address, {**said, "middle_name": "Степановна", "birth_date": "12.03.1968"})
    assert fresh(partly).person.full_name == "Ветрова Нина Степановна"
    assert fresh(partly).birth_date == date(1968, 3, 12)


def test_an_edit_says_what_does_not_fit(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/record/"
    said = opened(client, address)
    response = client.post(address, {**said, "category": "retired", "category_from": "01.01.2019"})
    assert response.status_code == 422
    assert "с 1 сентября 2020 года" in text(response)


def test_the_second_of_two_people_chooses_only_where_both_wrote(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    address = f"/members/{membership.person_id}/record/"
    first, second = chair_of(cast.berezovka), signed_in(Role.STAFF, cast.galich)
    of_first, of_second = opened(first, address), opened(second, address)
    first.post(address, {**of_first, "position": "Завуч", "phone": "9105550112"})
    response = second.post(address, {**of_second, "position": "Директор", "email": "lv@example.org"})
    html = text(response)
    assert (response.status_code, "Chair-At" in html) == (409, True)
    assert re.findall(r'name="keep-([^"]+)" value="theirs"', html) == ["position"]
    assert "Завуч" in html
    assert "Директор" in html
    assert "из ваших — Электронная почта, из сохранённых — Телефон" in html
    assert "Оставить сохранённое" not in html, "it would lose what nobody contests"
    assert fresh(membership).position == "Завуч"
    resent = {**opened_in(html), "keep-position": "yours"}
    assert second.post(address, resent).status_code == 302
    stored = fresh(membership)
    assert (stored.position, stored.person.phone, stored.person.email) == ("Директор", "+79105550112", "lv@example.org")


def test_what_two_people_wrote_in_different_fields_is_kept_and_said(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS, email="old@example.org")
    address = f"/members/{membership.person_id}/record/"
    first, second = chair_of(cast.berezovka), signed_in(Role.STAFF, cast.galich)
    of_first, of_second = opened(first, address), opened(second, address)
    first.post(address, {**of_first, "phone": "9105550112", "email": ""})
    saved = second.post(address, {**of_second, "position": "Директор"}, follow=True)
    stored = fresh(membership)
    assert (stored.position, stored.person.phone, stored.person.email) == ("Директор", "+79105550112", "")
    assert "Телефон: +7 910 555-01-12; Электронная почта: —" in text(saved)
    renaming = f"/members/{membership.person_id}/name/"
    of_second = opened(second, renaming)
    first.post(address, {**opened(first, address), "position": "Завуч"})
    assert second.post(renaming, {**of_second, "last_name": "Белозёрская"}).status_code == 302
    assert (fresh(membership).person.last_name, fresh(membership).position) == ("Белозёрская", "Завуч")


def test_what_became_known_otherwise_meanwhile_is_never_dropped_in_silence(cast: Cast) -> None:
    membership = a_member(cast.berezovka, "Ветрова Нина", None, details=MembershipDetails())
    address = f"/members/{membership.person_id}/record/"
    first, second = chair_of(cast.berezovka), signed_in(Role.STAFF, cast.galich)
    of_first, of_second = opened(first, address), opened(second, address)
    first.post(address, {**of_first, "birth_date": "12.03.1968"})
    html = text(second.post(address, {**of_second, "birth_date": "13.03.1968"}))
    assert re.findall(r'name="keep-([^"]+)" value="theirs"', html) == ["birth_date"]
    refused = second.post(address, {**opened_in(html), "keep-birth_date": "yours"})
    assert "исправьте запись или смените имя" in text(refused)
    assert "13.03.1968" in text(refused)
    assert fresh(membership).birth_date == date(1968, 3, 12)


def test_a_record_that_says_the_same_already_is_no_conflict(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/record/"
    said = {**opened(client, address), "position": "Завуч"}
    said.pop("once")
    first, second = (client.post(address, said).headers["Location"] for _ in range(2))
    assert first == second
    assert Entry.objects.filter(verb="member_edited").count() == 1


@pytest.mark.parametrize("act", ["record", "name", "correction", "end"])
def test_a_form_that_nobody_opened_is_a_conflict_and_no_fault(cast: Cast, act: str) -> None:
    membership = a_member(cast.berezovka, details=DETAILS)
    client, address = chair_of(cast.berezovka), f"/members/{membership.person_id}/{act}/"
    said = {**opened(client, address), "position": "Завуч", "last_name": "Иная", "reason": "died", "version": "x.y"}
    said.pop("once")
    assert client.post(address, said).status_code in (409, 422)
    assert fresh(membership).version == fresh(membership).person.version == 1
