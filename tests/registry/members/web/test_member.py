"""The page of one person: facts, life, what has changed, and who sees how much of it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership, PersonVersion
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.models import EndReason
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.registry.members.actions.test_edit_member import edit
from tests.registry.members.actions.test_rename_member import OLD, rename
from tests.registry.members.people import BEGAN, a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in
from tests.registry.offices.people import elected

DETAILS = MembershipDetails(
    joined_on=BEGAN, category="pedagogical", position="Учитель", decision_on=BEGAN, decision_number="4"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def page(client: Client, membership: Membership) -> str:
    answer = client.get(f"/members/{membership.person_id}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_says_what_is_known_and_offers_to_add_the_rest(cast: Cast) -> None:
    membership = a_member(cast.berezovka, details=DETAILS, sex="female")
    html = page(chair_of(cast.berezovka), membership)
    assert "Состоит на учёте" in html
    assert "12 марта 1968 года" in html
    assert "Решение от 1 сентября 2020 №&nbsp;4" in html
    assert f'/members/{membership.person_id}/record/#id_phone">добавить' in html
    assert "известно 4 из 5 главных сведений" in html


def test_tells_the_life_from_the_newest_day(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD, details=DETAILS)
    edit(membership, name=OLD, category="retired", category_from=date(2024, 9, 1))
    rename(membership)
    html = page(chair_of(cast.berezovka), membership)
    days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', html)
    assert days == ["2025-08-14", "2024-09-01", "2020-09-01"]
    assert "Смена имени: Белова-Снежная Анастасия Константиновна → Белозёрская-Воскресенская" in html
    assert "Категория: Педагогический работник → Неработающий пенсионер" in html


def test_tells_who_changed_what(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD, details=DETAILS)
    rename(membership)
    html = page(chair_of(cast.berezovka), membership)
    assert "Имя изменено" in html
    assert "Фамилия: <del>Белова-Снежная</del> → Белозёрская-Воскресенская" in html
    assert "Свидетельство о браке" in html


def test_tells_in_words_what_other_slices_did(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD, details=DETAILS)
    mandate = elected(cast.berezovka, "committee", membership.person_id)
    day = date(2026, 11, 20)
    close_mandate(actor=OPERATOR, mandate=mandate, ended_on=day, reason=EndReason.LEFT, decision="", at=NOW)
    html = page(chair_of(cast.berezovka), membership)
    assert "Первый день без должности: 20.11.2026" in html
    assert "Причина: выбыл из организации" in html
    assert "2026-11-20" not in html


def test_tells_what_a_list_changed(cast: Cast) -> None:
    membership = a_member(cast.berezovka, phone="+79105550112")
    human = membership.person
    columns = {name: getattr(human, name) for name in ("last_name", "first_name", "name_key", "phone", "known_since")}
    PersonVersion.objects.create(person_id=human.pk, version=1, known_until=NOW + timedelta(days=1), **columns)
    human.phone, human.version = "+79105559999", 2
    human.save()
    Membership.objects.filter(pk=membership.pk).update(batch_id=7)
    html = page(chair_of(cast.berezovka), membership)
    assert "Внесено загрузкой списка" in html
    assert "Изменено загрузкой списка" in html
    assert "Телефон: <del>+7 910 555-01-12</del> → +7 910 555-99-99" in html


def test_offers_the_acts_to_whoever_keeps_members(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    acts = [f"/members/{membership.person_id}/{act}/" for act in ("record", "name", "correction", "end")]
    kept, seen = page(chair_of(cast.berezovka), membership), page(signed_in(Role.AUDITOR, cast.berezovka), membership)
    assert all(act in kept for act in acts)
    assert not any(act in seen for act in acts)


def test_of_a_former_member_offers_to_bring_them_back(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    html = page(chair_of(cast.berezovka), former)
    assert f"/members/{former.person_id}/return/" in html
    assert f"/members/{former.person_id}/end/" not in html
    assert "По личному заявлению" in html


def test_of_somebody_who_moved_on_keeps_to_the_past(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, phone="+79105550112")
    a_member(cast.mtsensk_school, since=date(2025, 1, 1), phone="+79990001122", email="new@example.org")
    html = page(chair_of(cast.berezovka), former)
    assert "состоит на учёте в другой организации" in html
    for secret in ("999 000", "new@example.org", cast.mtsensk_school.short_name, "/record/", "/return/", "01.01.2025"):
        assert secret not in html
    above = page(signed_in(Role.STAFF, cast.union), former)
    assert cast.mtsensk_school.short_name in above
    assert f"/correction/{former.pk}/" in above


@pytest.mark.parametrize("act", ["", "record/", "name/", "correction/", "end/", "return/"])
def test_of_a_stranger_is_missing(cast: Cast, act: str) -> None:
    membership = a_member(cast.berezovka)
    for client in (chair_of(cast.lyceum), signed_in(Role.STAFF, cast.oryol)):
        assert client.get(f"/members/{membership.person_id}/{act}").status_code == 404
    assert chair_of(cast.berezovka).get(f"/members/{10**17}/{act}").status_code == 404
    assert chair_of(cast.berezovka).get(f"/members/{10**30}/{act}").status_code == 404


@pytest.mark.parametrize("place", ["berezovka", "galich", "union"])
def test_asks_the_database_little_however_much_has_happened(
    cast: Cast, django_assert_max_num_queries: Any, place: str
) -> None:
    membership = a_member(cast.berezovka, OLD, details=DETAILS)
    rename(membership)
    for number in range(6):
        edit(Membership.objects.get(pk=membership.pk), name=rename_back(membership), position=f"Учитель {number}")
    client = signed_in(Role.CHAIR, getattr(cast, place))
    with django_assert_max_num_queries(QUERIES):
        client.get(f"/members/{membership.person_id}/")


def rename_back(membership: Membership) -> str:
    return Membership.objects.select_related("person").get(pk=membership.pk).person.full_name
