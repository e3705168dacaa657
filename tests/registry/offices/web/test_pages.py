"""The composition over HTTP: shown, elected into, ended; the next click of whoever held the office finds no powers."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.notices.models import Notice
from edinstvo.registry.members.models import Transfer
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import TODAY, Cast, a_union, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.offices.people import appointed, elected, with_login

pytestmark = pytest.mark.django_db
DECIDED = {"since": "15.10.2024", "until": "14.10.2029", "body": "Собрание", "decision_on": "", "decision_number": "7"}


@pytest.fixture
def cast() -> Cast:
    return a_union()


def text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_chair_is_found_elected_shown_on_every_page_and_ended(cast: Cast) -> None:
    district = visitor(Role.STAFF, cast.buy)
    nina = a_member(cast.college, "Ветрова Нина Степановна").person_id
    offices = f"/offices/{cast.college.inpo}/"
    assert "Пока никто не внесён" in text(district, offices)
    found = text(district, f"{offices}new/", q="ветрова")
    assert f"?person={nina}" in found
    sent = {**DECIDED, "person": str(nina), "office": "chair"}
    assert "Первый день" not in text(district, f"{offices}new/", person=str(nina))
    refused = district.post(f"{offices}new/", {**sent, "since": "01.01.2019"})
    assert refused.status_code == 422
    assert "не на учёте" in refused.content.decode().replace("\xa0", " ")
    assert district.post(f"{offices}new/", sent).headers["Location"] == offices
    for address in (offices, address_of(cast.college), f"/members/{nina}/"):
        assert "Председатель" in text(district, address)
    assert "Ветрова" not in text(district, offices, on="14.10.2024")
    assert "Ветрова" in text(district, address_of(cast.college), on="15.10.2024")
    mandate = Mandate.objects.get()
    ended = {"ended_on": "01.11.2026", "reason": "term", "decision": "№ 9", "version": "1"}
    assert district.post(f"/offices/mandates/{mandate.pk}/end/", ended).headers["Location"] == offices
    assert "Кто занимал должности раньше" in text(district, offices)
    assert district.get(f"/offices/mandates/{mandate.pk}/end/").status_code == 302


def test_the_second_chair_is_told_who_holds_it_and_succeeds_with_a_tick(cast: Cast) -> None:
    district = visitor(Role.STAFF, cast.buy)
    elected(cast.college)
    offices, other = f"/offices/{cast.college.inpo}/", a_member(cast.college, "Белых Пётр Ильич").person_id
    sent = {**DECIDED, "person": str(other), "office": "chair", "since": "01.11.2026", "until": ""}
    # Before the act the page says whose mandate it ends.
    seen = text(district, f"{offices}new/", person=str(other)).replace("\xa0", " ")
    assert "Председатель: Ветрова Нина Степановна, с 15 октября 2024" in seen
    refused = district.post(f"{offices}new/", sent)
    assert refused.status_code == 422
    assert "Ветрова Нина Степановна" in refused.content.decode()
    same_day = district.post(f"{offices}new/", {**sent, "since": "15.10.2024", "succeeds": "on"})
    assert same_day.status_code == 422
    assert "Назовите более поздний день" in same_day.content.decode().replace("\xa0", " ")
    assert district.post(f"{offices}new/", {**sent, "succeeds": "on"}).status_code == 302
    assert list(Mandate.objects.filter(Mandate.OPEN).values_list("person_id", flat=True)) == [other]


def test_a_decision_of_before_the_founding_is_told_beside_its_date(cast: Cast) -> None:
    member, district = a_member(cast.college).person_id, visitor(Role.STAFF, cast.buy)
    sent = {**DECIDED, "person": str(member), "office": "chair", "since": "01.11.2026", "until": ""}
    refused = district.post(f"/offices/{cast.college.inpo}/new/", {**sent, "decision_on": "31.08.1990"})
    assert refused.status_code == 422
    assert "В день решения организации ещё не было. Проверьте дату." in refused.content.decode().replace("\xa0", " ")
    assert not Mandate.objects.exists()


def test_days_ahead_that_cannot_be_are_told_beside_their_fields(cast: Cast) -> None:
    member, district = a_member(cast.college).person_id, visitor(Role.STAFF, cast.buy)
    sent = {**DECIDED, "person": str(member), "office": "chair", "since": "01.11.2026"}
    for wrong, sentence in (
        ({"decision_on": "01.01.2999"}, "Дата решения ещё не наступила. Проверьте дату."),
        ({"until": "14.10.2999"}, "Срок полномочий не бывает дольше десяти лет вперёд. Проверьте год."),
    ):
        refused = district.post(f"/offices/{cast.college.inpo}/new/", {**sent, **wrong})
        assert refused.status_code == 422
        assert sentence in refused.content.decode().replace("\xa0", " ")
    assert not Mandate.objects.exists()


def test_who_held_it_before_is_entered_and_shown_on_a_past_day(cast: Cast) -> None:
    district = visitor(Role.STAFF, cast.buy)
    gone = a_former_member(cast.college, "Белых Пётр Ильич", until=date(2025, 1, 1)).person_id
    offices = f"/offices/{cast.college.inpo}/"
    found = text(district, f"{offices}new/", q="белых")
    assert f"?person={gone}" in found
    assert "только для полномочий в прошлом" in found.replace("\xa0", " ")
    sent = {**DECIDED, "person": str(gone), "office": "chair", "since": "01.09.2023", "until": ""}
    refused = district.post(f"{offices}new/", {**sent, "ended_on": "15.10.2024"})
    assert (refused.status_code, "15.10.2024" in refused.content.decode()) == (422, True)
    assert district.post(f"{offices}new/", {**sent, "ended_on": "15.10.2024", "end_reason": "term"}).status_code == 302
    assert "Белых" in text(district, offices, on="01.01.2024")
    assert "Белых" not in text(district, offices, on="15.10.2024")
    assert "Кто занимал должности раньше" in text(district, offices)


def test_a_mandate_ended_in_the_middle_of_a_form_takes_the_form_away(cast: Cast) -> None:
    mandate = elected(cast.college)
    holder = Client()
    holder.force_login(with_login(mandate))
    form = f"/members/new/?organisation={cast.college.inpo}"
    assert holder.get(form).status_code == 200
    district = visitor(Role.STAFF, cast.buy)
    ended = {"ended_on": "01.11.2026", "reason": "recalled", "decision": "", "version": "1"}
    assert district.post(f"/offices/mandates/{mandate.pk}/end/", ended).status_code == 302
    sent = {"last_name": "Орлова", "first_name": "Анна", "registered_on": "01.11.2026", "place": str(cast.college.pk)}
    answer = holder.post(form, {**sent, "organisation": str(cast.college.inpo), "asked": ""})
    assert answer.status_code == 404
    assert "закончились ваши права" in answer.content.decode()


def test_who_lost_the_office_is_told_at_home_when_and_which(cast: Cast) -> None:
    mandate = elected(cast.college)
    holder, staff = Client(), Client()
    holder.force_login(with_login(mandate))
    appointment = appointed(cast.buy)
    staff.force_login(appointment.user)
    district = visitor(Role.STAFF, cast.buy)
    page = f"/offices/mandates/{mandate.pk}/end/"
    # Why it ended is chosen, not left standing.
    assert (
        district.post(page, {"ended_on": "01.11.2026", "reason": "", "decision": "", "version": "1"}).status_code == 422
    )
    ended = {"ended_on": "01.11.2026", "reason": "recalled", "decision": "", "version": "1"}
    assert district.post(page, ended).status_code == 302
    visitor(Role.STAFF, cast.kostroma).post(f"/offices/staff/{appointment.pk}/end/", {"ended_on": "02.11.2026"})
    told = Notice.objects.filter(template="offices/office_lost", organisation_id=cast.buy.pk)
    assert [one.user_id for one in told] == [appointment.user_id]
    for client, day, place in ((holder, "1 ноября 2026", cast.college.name), (staff, "2 ноября 2026", cast.buy.name)):
        home = text(client, "/").replace("\xa0", " ")
        assert "Ваши права закончились" in home
        assert day in home
        assert place in home


def test_who_keeps_other_powers_is_told_at_home_until_it_is_read(cast: Cast) -> None:
    mandate = elected(cast.college)
    user, holder = with_login(mandate), Client()
    Grant.objects.create(user=user, role=Role.CHAIR, level="primary", organisation_id=cast.lyceum.pk, valid_from=TODAY)
    holder.force_login(user)
    assert "больше не занимаете" not in text(holder, "/")
    ended = {"ended_on": "01.11.2026", "reason": "recalled", "decision": "Протокол № 4", "version": "1"}
    assert visitor(Role.STAFF, cast.buy).post(f"/offices/mandates/{mandate.pk}/end/", ended).status_code == 302
    for page in ("/", "/notices/"):
        told = text(holder, page).replace("\xa0", " ")
        assert "Вы больше не занимаете должность: Председатель" in told
        assert f"«{cast.college.short_name}»: вы не занимаете её с 1 ноября 2026" in told
        assert "Решение: Протокол № 4." in told
    read = f"/notices/{Notice.objects.get().pk}/read/"
    assert read in text(holder, "/")
    holder.post(read)
    assert "больше не занимаете" not in text(holder, "/")


def test_the_office_is_chosen_and_its_decision_has_one_sign_of_a_number(cast: Cast) -> None:
    member, district = a_member(cast.college).person_id, visitor(Role.STAFF, cast.buy)
    page = f"/offices/{cast.college.inpo}/"
    sent = {**DECIDED, "person": str(member), "decision_number": "№ 5"}
    refused = district.post(f"{page}new/", {**sent, "office": ""})
    assert (refused.status_code, Mandate.objects.exists()) == (422, False)
    assert district.post(f"{page}new/", {**sent, "office": "chair"}).status_code == 302
    assert "№&nbsp;5" in text(district, page)


def test_terms_are_prolonged_and_mistakes_corrected(cast: Cast) -> None:
    district = visitor(Role.STAFF, cast.buy)
    mandate = elected(cast.college, until=date(2026, 12, 1))
    page = f"/offices/{cast.college.inpo}/"
    assert "истекает" in text(district, page)
    terms = f"/offices/{cast.buy.inpo}/terms/"
    assert "Истекает срок полномочий" in text(district, "/")
    assert terms in text(district, "/")
    assert "Ветрова" in text(district, terms)
    # An auditor sees them, and is not asked to act.
    assert "срок полномочий" not in text(visitor(Role.AUDITOR, cast.buy), "/")
    term = {"until": "01.12.2031", "decision": "", "version": "1"}
    assert district.post(f"/offices/mandates/{mandate.pk}/term/", term).status_code == 302
    assert "истекает" not in text(district, page)
    assert "Ветрова" not in text(district, terms)
    assert "сроки полномочий" not in text(district, "/")
    sent = {**DECIDED, "ended_on": "", "end_reason": "", "reason": "Описка", "version": "1"}
    stale = district.post(f"/offices/mandates/{mandate.pk}/correction/", sent)
    assert (stale.status_code, "запись изменили" in stale.content.decode()) == (422, True)
    assert district.post(f"/offices/mandates/{mandate.pk}/correction/", {**sent, "version": "2"}).status_code == 302
    assert "№&nbsp;7" in text(district, page)


def test_strangers_see_nothing_and_a_chair_does_not_end_their_own_mandate(cast: Cast) -> None:
    mandate = elected(cast.college)
    acts = [f"/offices/mandates/{mandate.pk}/{act}/" for act in ("end", "term", "correction")]
    page = f"/offices/{cast.college.inpo}/"
    chair, stranger = visitor(Role.CHAIR, cast.college), visitor(Role.STAFF, cast.galich)
    assert [chair.get(address).status_code for address in [page, f"{page}new/", *acts]] == [200, 200, 404, 404, 404]
    assert {stranger.get(address).status_code for address in [page, f"{page}new/", *acts]} == {404}
    assert visitor(Role.AUDITOR, cast.kostroma).get(f"{page}new/").status_code == 404


def test_pages_ask_no_more_for_many_offices_than_for_none(cast: Cast) -> None:
    district = visitor(Role.STAFF, cast.buy)
    asked = {}
    for held in (0, 12):
        for number in range(held):
            elected(cast.college, "committee", name=f"Орлова {'абвгдежзиклм'[number]} Ильинична")
        for address in (f"/offices/{cast.college.inpo}/", address_of(cast.college)):
            with CaptureQueriesContext(connection) as queries:
                text(district, address)
            asked[address, held] = len([one for one in queries.captured_queries if "SAVEPOINT" not in one["sql"]])
    assert {count for (_, held), count in asked.items() if held} == {
        count for (_, held), count in asked.items() if not held
    }
    assert asked[f"/offices/{cast.college.inpo}/", 12] <= 12


def test_before_a_transfer_the_page_says_which_offices_end_with_it(cast: Cast) -> None:
    nina = elected(cast.college)
    elected(cast.buy, "committee", nina.person_id)
    elected(cast.kostroma, "committee", nina.person_id)
    chair = visitor(Role.CHAIR, cast.college)
    region = visitor(Role.STAFF, cast.kostroma)
    inside, outside = (
        text(region, f"/members/{nina.person_id}/transfer/", to=str(place.pk)).partition("прекратятся")
        for place in (cast.buy_school, cast.mtsensk_school)
    )
    assert "Председатель" in inside[2]
    assert cast.college.short_name in inside[2].replace("\xa0", " ").replace("&nbsp;", " ")
    assert "Член комитета" not in inside[2]
    assert outside[2].count("<li>") > inside[2].count("<li>")
    chair.post(f"/members/{nina.person_id}/transfer/", {"to": cast.mtsensk_school.pk})
    (waiting,) = Transfer.objects.all()
    assert "Председатель" in text(chair, f"/transfers/{waiting.pk}/").partition("прекратятся")[2]
    there = text(visitor(Role.CHAIR, cast.mtsensk_school), f"/transfers/{waiting.pk}/")
    assert "прекратятся" not in there
