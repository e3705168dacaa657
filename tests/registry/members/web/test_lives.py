"""Suspensions, second workplaces and seniority over HTTP: pages, refusals in words, strangers, second clicks."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.members.actions.correct_member import Dates, correct_member
from edinstvo.registry.members.models import Membership, SecondWorkplace, SeniorityRule, Suspension
from edinstvo.registry.members.queries.suspensions import suspensions_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import BEGAN, a_former_member, a_member, person, versions
from tests.registry.members.suspending import SINCE, copies, resumed, suspended
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in
from tests.registry.members.web.test_printing import content_of, printed
from tests.registry.members.working import works_too

BACK = date(2026, 9, 1)
RULE = {"valid_from": "01.01.2020", "decision": "Постановление № 6-12", "transferred": "6", "dismissed": "1"}
RULE |= {"graduated": "6", "own_wish": "3", "expelled": "0", "other": "6"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def text(client: Client, url: str, *, status: int = 200) -> str:
    """The page as one line of text, with ordinary spaces."""
    answer = client.get(url, follow=True)
    assert answer.status_code == status
    return _plain(answer.content.decode())


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", html.replace("\xa0", " ").replace("&nbsp;", " "))


def page_of(stay: Membership) -> str:
    return f"/members/{stay.person_id}/"


class TestSuspending:
    def test_is_done_from_the_page_and_shown_on_it_and_in_the_list(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        assert "Приостановить членство" in text(client, page_of(stay))
        sent = {"valid_from": "01.03.2026", "reason": "childcare", "expected_until": "01.09.2028", "decision": "№ 3"}
        said = text_of_post(client, f"{page_of(stay)}suspension/", sent)
        assert "Членство приостановлено. Человек остаётся на учёте." in said
        assert "с 1 марта 2026, отпуск по уходу за ребёнком, возобновить 1 сентября 2028" in said
        assert "Возобновить членство" in said
        assert "Членство приостановлено с 01.03.2026" in text(client, "/members/")

    def test_a_second_click_leads_to_the_page(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        suspended(stay)
        answer = client.post(f"{page_of(stay)}suspension/", {"valid_from": "01.03.2026", "reason": "army"})
        assert answer.headers["Location"] == page_of(stay)
        assert Suspension.objects.count() == 1
        resumed(stay)
        assert client.post(f"{page_of(stay)}resumption/", {"resumed_on": "01.09.2026"}).status_code == 302

    def test_a_refusal_stands_beside_its_field(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        for sent, words in [
            ({"valid_from": "01.03.1999", "reason": "army"}, "В этот день человек не состоял на учёте"),
            ({"valid_from": "01.03.2026", "reason": ""}, "Ничего не выбрано"),
            ({"valid_from": "01.03.2026", "reason": "army", "expected_until": "01.02.2026"}, "не позже первого"),
        ]:
            assert words in text_of_post(client, f"{page_of(stay)}suspension/", sent, status=422)
        suspended(stay)
        sent = {"resumed_on": "01.03.2026"}
        told = text_of_post(client, f"{page_of(stay)}resumption/", sent, status=422)
        assert "Назовите день после первого дня" in told
        assert "исправьте запись о нём" in told

    def test_is_resumed_and_corrected_and_taken_back(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        suspended(stay)
        said = text_of_post(client, f"{page_of(stay)}resumption/", {"resumed_on": "01.09.2026", "decision": "№ 9"})
        assert "Членство возобновлено." in said
        assert "Членство приостановлено до 1 сентября 2026" in said
        [fact] = suspensions_of(person_id=stay.person_id)
        url = f"{page_of(stay)}suspensions/{fact.pk}/correction/"
        shown = text(client, url)
        assert 'value="01.09.2026"' in shown
        sent = {"valid_from": "01.04.2026", "valid_until": "", "reason": "other", "why": "Описка"}
        assert "Приостановление исправлено" in text_of_post(client, url, sent)
        assert copies(stay) == (date(2026, 4, 1), None)
        [fact] = suspensions_of(person_id=stay.person_id)
        sent |= {"never_was": "on"}
        text_of_post(client, f"{page_of(stay)}suspensions/{fact.pk}/correction/", sent)
        assert not suspensions_of(person_id=stay.person_id)
        assert client.get(url).headers["Location"] == page_of(stay)

    def test_one_that_was_to_be_over_is_a_thing_to_do(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay, expected=TODAY)
        suspended(a_member(cast.lyceum, "Ветрова Нина"), expected=timezone.localdate() + timedelta(days=9))
        client = chair_of(cast.galich)
        assert "Возобновить членство: 1 человек" in text(client, "/")
        found = text(client, "/members/?suspended=overdue")
        assert "Абрамова" in found
        assert "Ветрова" not in found
        assert "Членство нужно было возобновить 24 ноября 2026" in text(client, page_of(stay))

    def test_of_a_stranger_is_not_there(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        fact = suspended(stay)
        for client in (chair_of(cast.lyceum), signed_in(Role.AUDITOR, cast.union)):
            for act in ("suspension", "resumption", f"suspensions/{fact.pk}/correction"):
                assert client.get(f"{page_of(stay)}{act}/").status_code == 404


class TestLists:
    def test_of_the_suspended_today_and_on_a_past_day(self, cast: Cast) -> None:
        for name in ("Абрамова Анна", "Ветрова Нина"):
            suspended(a_member(cast.berezovka, name))
        resumed(Membership.objects.get(name_key__startswith="ветрова"), BACK)
        client = chair_of(cast.berezovka)
        for url, names in [
            ("/members/?suspended=now", {"Абрамова"}),
            ("/members/?suspended=not", {"Ветрова"}),
            ("/members/?suspended=now&on=01.04.2026", {"Абрамова", "Ветрова"}),
            ("/members/?suspended=now&on=01.10.2026", {"Абрамова"}),
            ("/members/?suspended=not&on=01.01.2026", {"Абрамова", "Ветрова"}),
        ]:
            found = text(client, url)
            assert {name for name in ("Абрамова", "Ветрова") if name in found} == names, url
        assert "Членство приостановлено" in text(client, "/members/?suspended=now&on=01.04.2026")
        ready = text(client, "/members/lists/")
        assert re.search(r'suspended=now">Приостановленные</a><span class="n">1<', ready)

    def test_is_counted_in_a_wide_branch_too(self, cast: Cast) -> None:
        suspended(a_member(cast.berezovka))
        a_member(cast.lyceum, "Ветрова Нина")
        ready = text(signed_in(Role.STAFF, cast.kostroma), "/members/lists/")
        assert re.search(r'Приостановленные</a><span class="n">1<', ready)


class TestSecondWorkplaces:
    def test_is_found_and_entered_from_the_page(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        found = text(client, f"{page_of(stay)}workplace/?q=Мценска")
        assert f"?to={cast.mtsensk_school.pk}" in found
        sent = {"to": str(cast.mtsensk_school.pk), "position": "Логопед", "since": "01.09.2026"}
        said = text_of_post(client, f"{page_of(stay)}workplace/?to={cast.mtsensk_school.pk}", sent)
        assert "Работает также" in said
        assert "Логопед" in said
        again = text_of_post(client, f"{page_of(stay)}workplace/?to={cast.mtsensk_school.pk}", sent, status=422)
        assert "Это место работы уже внесено" in again

    def test_an_employer_in_words(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        sent = {"employer": "Музыкальная школа", "position": "", "since": "01.09.2026"}
        assert "Музыкальная школа" in text_of_post(client, f"{page_of(stay)}workplace/?employer", sent)
        assert "Поле не заполнено" in text_of_post(
            client, f"{page_of(stay)}workplace/?employer", {**sent, "employer": " "}, status=422
        )

    def test_the_other_organisation_sees_the_name_the_position_and_where_and_no_more(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka, phone="+79105550112")
        works_too(stay, cast.mtsensk_school)
        client = chair_of(cast.mtsensk_school)
        assert "Члены других организаций, у которых здесь второе место работы" in text(
            client, f"/organisations/{cast.mtsensk_school.inpo}/"
        )
        shown = text(client, "/members/also-here/")
        for said in ("Абрамова Людмила Викторовна", "Учитель музыки", cast.berezovka.short_name, "01.03.2026"):
            assert said in shown
        assert "555-01-12" not in shown
        assert "1968" not in shown
        assert page_of(stay) not in shown
        assert client.get(page_of(stay)).status_code == 404
        assert page_of(stay) in text(signed_in(Role.AUDITOR, cast.union), "/members/also-here/")

    def test_either_side_ends_it_and_a_stranger_does_not_see_it(self, cast: Cast) -> None:
        fact = works_too(a_member(cast.berezovka), cast.lyceum)
        url = f"/members/workplaces/{fact.pk}/end/"
        assert chair_of(cast.college).get(url).status_code == 404
        client = chair_of(cast.lyceum)
        assert "Назовите день" in text_of_post(client, url, {"ended_on": ""}, status=422)
        assert "Укажите причину" in text_of_post(client, url, {"ended_on": "", "never_was": "on"}, status=422)
        answer = client.post(url, {"ended_on": "01.09.2026"})
        assert answer.headers["Location"] == f"/members/also-here/?organisation={cast.lyceum.inpo}"
        assert client.post(url, {"ended_on": "01.09.2026"}).status_code == 404

    def test_is_offered_to_whoever_admits_a_member_of_another_organisation(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        client = chair_of(cast.mtsensk_school)
        sent = {"last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна"}
        sent |= {"birth_date": "12.03.1968", "position": "Логопед", "registered_on": "01.09.2026"}
        html = client.post("/members/new/", sent).content.decode()
        assert "Работает у нас по совместительству" in html
        asked = re.search(r'name="asked" value="([^"]+)"', html)
        assert asked is not None
        sent |= {"asked": asked[1], "works_here_too": "yes"}
        answer = client.post("/members/new/", sent)
        assert answer.headers["Location"] == f"/members/also-here/?organisation={cast.mtsensk_school.inpo}"
        fact = SecondWorkplace.objects.get()
        assert (fact.person_id, fact.position, fact.valid_from) == (stay.person_id, "Логопед", BACK)
        again = client.post("/members/new/", sent)
        assert "Это место работы уже внесено" in _plain(again.content.decode())


class TestSeniority:
    def test_is_told_with_the_chain_and_by_the_rule_of_the_union(self, cast: Cast) -> None:
        left = a_former_member(cast.berezovka, since=BEGAN, until=date(2024, 6, 1))
        correct_member(
            actor=OPERATOR,
            membership_id=left.pk,
            expected=versions(left),
            person=person(),
            dates=Dates(joined_on=BEGAN, registered_on=BEGAN, ended_on=date(2024, 6, 1), end_reason="dismissed"),
            reason="Описка",
            on=TODAY,
            at=NOW,
        )
        back = a_member(cast.berezovka, since=date(2024, 9, 1))
        client = chair_of(cast.berezovka)
        told = text(client, page_of(back))
        assert "Стаж сохранён" in told
        assert "Вне Профсоюза с 1 июня 2024 до 1 сентября 2024" in told
        assert "стаж сохраняется в течение 6 месяцев, до 1 декабря 2024 включительно" in told
        text_of_post(visitor(Role.STAFF, cast.union), "/members/seniority/", RULE)
        told = text(client, page_of(back))
        assert "Стаж прерван" in told
        assert "Считаем с 1 сентября 2024" in told

    def test_after_a_death_the_page_says_what_the_rule_reckoned(self, cast: Cast) -> None:
        """A death entered by mistake, or of another record merged into this one."""
        former = a_former_member(cast.berezovka, until=date(2024, 6, 1))
        back = a_member(cast.berezovka, since=date(2024, 7, 1))
        Membership.objects.filter(pk=former.pk).update(end_reason="died")
        told = text(chair_of(cast.berezovka), page_of(back))
        assert "После снятия с учёта в связи со смертью стаж не сохраняется" in told
        assert "по другой причине" not in told

    def test_the_card_says_the_sum_and_the_suspensions(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        suspended(stay)
        resumed(stay, BACK)
        (said,) = texts_of(content_of(printed(chair_of(cast.berezovka), stay, paper="registration_card")))
        assert re.search(r"Профсоюзный стаж \d+ (год|года|лет)", said)
        assert "с 01.03.2026 по 31.08.2026; служба в армии" in said

    def test_a_rule_is_stated_by_the_staff_of_the_union_and_read_by_all(self, cast: Cast) -> None:
        client = visitor(Role.STAFF, cast.union)
        said = text_of_post(client, "/members/seniority/", RULE | {"suspension_counts": "on"})
        assert "Правило введено" in said
        assert "Постановление № 6-12" in said
        assert "в течение 1 месяца" in said
        reader = chair_of(cast.berezovka)
        assert "Постановление № 6-12" in text(reader, "/members/seniority/")
        assert reader.post("/members/seniority/", RULE).status_code == 404

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"decision": ""}, "Поле не заполнено"),
            ({"dismissed": "121"}, "Больше десяти лет не бывает"),
            ({"dismissed": "-1"}, "Напишите число месяцев"),
            ({"valid_from": "01.01.1800"}, "не раньше 1 января 1990 года"),
            ({"valid_from": "01.01.2500"}, "Проверьте год"),
            ({"dismissed": "полгода"}, "Напишите число месяцев"),
        ],
    )
    def test_a_wrong_rule_is_told_beside_its_field(self, cast: Cast, changed: dict[str, str], words: str) -> None:
        said = text_of_post(visitor(Role.STAFF, cast.union), "/members/seniority/", {**RULE, **changed}, status=422)
        assert words in said
        assert SeniorityRule.objects.count() == 1

    @pytest.mark.parametrize("role", list(Role))
    def test_the_form_is_there_for_those_who_may(self, cast: Cast, role: Role) -> None:
        for place in (cast.union, cast.kostroma):
            client = visitor(role, place)
            may = place is cast.union and Power.MANAGE_ORGANISATIONS in POWERS_OF[role]
            assert ("Ввести правило" in text(client, "/members/seniority/")) is may


def test_pages_ask_the_database_little(cast: Cast, django_assert_max_num_queries: object) -> None:
    stay = a_member(cast.berezovka)
    suspended(stay, date(2021, 1, 1))
    resumed(stay, date(2022, 1, 1))
    suspended(stay, SINCE)
    for place in (cast.lyceum, cast.college, cast.university):
        works_too(stay, place)
    client = signed_in(Role.STAFF, cast.kostroma)
    pages = [page_of(stay), "/members/also-here/", "/members/seniority/", "/members/?suspended=now", "/"]
    pages += [f"{page_of(stay)}resumption/", f"{page_of(stay)}workplace/?q=Лицея"]
    for url in pages:
        with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]  # the plugin's fixture
            assert client.get(url).status_code == 200


def text_of_post(client: Client, url: str, sent: dict[str, str], *, status: int = 200) -> str:
    """The page that a form leads to, as `text`."""
    answer = client.post(url, sent, follow=True)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return _plain(answer.content.decode())
