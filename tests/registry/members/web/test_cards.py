"""Paper cards through the page: what is kept, understood, put aside, and how the sitting is counted."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import Cast, a_union
from tests.registry.members.people import a_member
from tests.registry.members.web.cards import CARDS, VETROVA, typed, value
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in
from tests.registry.members.web.forms import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_card_is_saved_as_it_is_written_on_paper(cast: Cast) -> None:
    response = typed(chair_of(cast.berezovka))
    stay = Membership.objects.select_related("person").get()
    assert (response.status_code, response.headers["Location"]) == (302, f"{CARDS}?organisation={cast.berezovka.inpo}")
    assert stay.person.full_name == "Ветрова Нина Степановна"
    assert (stay.birth_date, stay.phone, stay.person.sex) == (date(1980, 2, 1), "+79105550112", "female")
    assert (stay.joined_on, stay.decision_on, stay.registered_on) == (
        date(2015, 1, 1),
        date(2015, 9, 3),
        date(2015, 9, 3),
    )
    assert not stay.is_incomplete


def test_a_card_older_than_the_organisation_is_saved_and_told_over_the_next_one(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    page = text(
        client.post(CARDS, {**VETROVA, "birth_date": "010260", "joined_on": "1985", "decision_on": ""}, follow=True)
    )
    stay = Membership.objects.get()
    assert (stay.registered_on, stay.joined_on) == (date(1985, 1, 1), date(1985, 1, 1))
    assert "Ветрова Нина Степановна на учёте с 1 января 1985 года" in page
    assert f"/members/{stay.person_id}/correction/{stay.pk}/" in page


def test_what_repeats_stays_and_the_rest_is_empty_again(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    html = text(client.get(typed(client).headers["Location"]))
    assert [value(html, name) for name in ("position", "joined_on", "decision_number")] == ["Повар", "2015", "4"]
    assert [value(html, name) for name in ("last_name", "birth_date", "phone")] == ["", "", ""]
    assert re.search(r'<option value="support" selected', html)
    assert re.search(r'<input[^>]*name="last_name"[^>]*autofocus', html)


def test_the_sitting_is_counted_by_the_moments_of_the_server(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = chair_of(cast.berezovka), timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.get(CARDS)
    for number, name in enumerate(("Абрамова", "Ветрова", "Зимина"), start=1):
        now += timedelta(minutes=3)
        typed(client, last_name=name, phone="", birth_date=f"0{number}0280")
    html = text(client.get(CARDS))
    assert "3 карточки" in html
    assert "за 9 минут" in html
    saved = html.partition('id="saved"')[2]
    assert saved.index("Зимина") < saved.index("Ветрова") < saved.index("Абрамова")
    assert f"/members/{Membership.objects.get(name_key__startswith='зимина').person_id}/record/" in saved
    now += timedelta(hours=1)
    begun_anew = text(client.get(CARDS))
    assert "Пока ничего" in begun_anew
    assert value(begun_anew, "position") == "Повар"


def test_a_refusal_keeps_what_was_typed_and_points_at_the_wrong_field(cast: Cast) -> None:
    response = typed(chair_of(cast.berezovka), birth_date="310280")
    html = text(response)
    assert response.status_code == 422
    assert "такого дня в календаре нет" in html
    assert (value(html, "last_name"), value(html, "birth_date")) == ("ветрова", "310280")
    assert re.search(r'<input[^>]*name="birth_date"[^>]*autofocus', html)
    assert not re.search(r'<input[^>]*name="last_name"[^>]*autofocus', html)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("written", "born"),
    [("010280", date(1980, 2, 1)), ("1.2.80", date(1980, 2, 1)), ("01.02.12", date(2012, 2, 1))],
)
def test_dates_are_read_as_cards_have_them(cast: Cast, written: str, born: date) -> None:
    typed(chair_of(cast.berezovka), birth_date=written, joined_on="", decision_on="")
    assert Membership.objects.get().birth_date == born


@pytest.mark.parametrize("written", ["010215", "1.2.15"])
def test_two_digits_never_mean_a_child(cast: Cast, written: str) -> None:
    response = typed(chair_of(cast.berezovka), birth_date=written)
    # Somebody of 111 years is a slip as well, and is told so.
    assert "Проверьте дату" in text(response)


def test_a_joining_day_that_is_not_known_stays_unknown(cast: Cast) -> None:
    typed(chair_of(cast.berezovka), joined_on="")
    stay = Membership.objects.get()
    assert (stay.joined_on, stay.is_incomplete) == (None, True)


def test_a_patronymic_says_the_sex_only_where_it_was_left_to_it(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    typed(client, sex="")
    typed(client, last_name="Кузьмин", first_name="Пётр", middle_name="Ильич", phone="", birth_date="020370")
    typed(client, last_name="Ким", first_name="Ли", middle_name="", phone="", birth_date="030370")
    sexes = Membership.objects.order_by("pk").values_list("person__sex", flat=True)
    assert list(sexes) == ["", "male", ""]


def test_a_second_click_is_harmless(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    once = value(text(client.get(CARDS)), "once")
    answers = [typed(client, once=once).headers["Location"] for _ in range(2)]
    assert answers == [f"{CARDS}?organisation={cast.berezovka.inpo}"] * 2
    assert Membership.objects.count() == 1
    assert "1 карточка" in text(client.get(CARDS))


def test_a_draft_of_the_card_is_kept_and_forgotten_once_it_is_saved(cast: Cast) -> None:
    client, place = chair_of(cast.berezovka), cast.berezovka.inpo
    client.post(f"/drafts/members-cards/{place}/", {"last_name": "Недописанная"}, headers={"X-Draft": "auto"})
    assert value(text(client.get(CARDS)), "last_name") == "Недописанная"
    assert "Продолжить ввод карточек" in text(client.get("/"))
    typed(client)
    assert not Draft.objects.exists()


def test_a_draft_that_arrives_after_its_card_does_not_fill_the_next_one(cast: Cast) -> None:
    client = chair_of(cast.berezovka)
    typed(client)
    address = f"/drafts/members-cards/{cast.berezovka.inpo}/"
    client.post(address, {"last_name": "ветрова"}, headers={"X-Draft": "auto"})
    assert value(text(client.get(CARDS)), "last_name") == ""
    assert not Draft.objects.exists()


def test_cards_of_others_are_nobodys(cast: Cast) -> None:
    a_member(cast.berezovka, "Ветрова Нина Степановна", None, details=MembershipDetails())
    chair = chair_of(cast.berezovka)
    typed(chair, aside="yes")
    card = Draft.objects.get()
    staff = signed_in(Role.STAFF, cast.galich)
    html = text(staff.get(f"{CARDS}?organisation={cast.berezovka.inpo}&card={card.pk}"))
    assert value(html, "last_name") == ""
    assert 'id="aside"' not in html
    assert chair.get(f"{CARDS}?organisation={cast.mtsensk_school.inpo}").status_code == 404
    assert signed_in(Role.AUDITOR, cast.berezovka).get(CARDS).status_code == 404


def test_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = chair_of(cast.berezovka)
    for number in range(1, 8):
        typed(client, last_name=f"Ветрова{'а' * number}", phone="", birth_date=f"0{number}0{number}70")
    with django_assert_max_num_queries(QUERIES):
        client.get(CARDS)
