"""Editing, renaming, correcting and ending through the pages, and two people at one record."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import CategoryFact, Membership, NameAlias
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, Cast, a_union
from tests.registry.members.people import BEGAN, a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in

DETAILS = MembershipDetails(joined_on=BEGAN, category="pedagogical", position="Учитель")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def opened(client: Client, address: str) -> dict[str, str]:
    """What a browser would send from the form as it was opened: hidden fields, texts and chosen options."""
    return opened_in(client.get(address).content.decode())


def opened_in(html: str) -> dict[str, str]:
    """The same of a page that is open already."""
    main = html[html.index("<main") : html.index("</main")]
    said = dict(re.findall(r'<input type="(?:text|email|hidden)" name="([^"]+)"(?: value="([^"]*)")?', main))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', main, re.S):
        said[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    for name, value in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', main, re.S):
        said[name] = value
    return {name: value for name, value in said.items() if name != "csrfmiddlewaretoken"}


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def fresh(membership: Membership) -> Membership:
    return Membership.objects.select_related("person").get(pk=membership.pk)


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
