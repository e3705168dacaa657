"""Suspensions over HTTP: done, shown, taken back, listed; refusals in words, strangers, second clicks."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership, Suspension
from edinstvo.registry.members.queries.suspensions import suspensions_of
from tests.cast import TODAY, Cast, a_union
from tests.registry.members.people import a_member
from tests.registry.members.suspending import copies, resumed, suspended
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.lives import page_of, text, text_of_post

BACK = date(2026, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


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
