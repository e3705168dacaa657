"""Consents in a browser: entering, taking back, many at once, blanks, texts, what is owed; strangers meet 404."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.consents.models import Consent, ConsentText, Duty, ManyConsents
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import Cast, a_union, visitor
from tests.registry.consents.giving import a_text, gave, lacks, withdrew
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in

SIGNED = {"given_on": "01.09.2025", "channel": "paper", "paper_number": "17"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def told(answer: Any) -> str:
    """What the page says, with plain spaces."""
    return " ".join(answer.text.split())


def page_of(stay: Membership, *parts: str) -> str:
    return "/".join([f"/members/{stay.person_id}", *parts, ""])


class TestOnePerson:
    def test_a_chair_enters_a_signed_paper_and_sees_it(self, cast: Cast) -> None:
        a_text()
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        page = client.get(page_of(stay)).text
        assert "Согласия" in page
        assert page_of(stay, "consents", "processing") in page
        sent = {**SIGNED, "once": str(uuid4())}
        for _ in range(2):
            answer = client.post(page_of(stay, "consents", "processing"), sent)
            assert answer.headers["Location"] == page_of(stay)
        assert Consent.objects.count() == 1
        assert "01.09.2025, на бумаге № 17" in told(client.get(page_of(stay)))
        refused = client.post(page_of(stay, "consents", "processing"), SIGNED)
        assert (refused.status_code, "Это согласие уже действует" in told(refused)) == (422, True)

    def test_without_words_there_is_nothing_to_enter(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        assert "ещё не ввёл текст" in told(client.get(page_of(stay, "consents", "processing")))
        refused = client.post(page_of(stay, "consents", "processing"), SIGNED)
        assert (refused.status_code, "ещё не ввёл текст" in told(refused)) == (422, True)
        assert not Consent.objects.exists()

    def test_a_withdrawal_says_what_follows_and_stands_on_the_home_page(self, cast: Cast) -> None:
        a_text()
        stay, client = a_member(cast.berezovka, phone="+79105550112"), chair_of(cast.berezovka)
        gave(stay)
        address = page_of(stay, "consents", "processing", "withdrawal")
        asked = told(client.get(address))
        assert "«Обработка персональных данных»" in asked
        assert "30" in asked
        early = client.post(address, {"received_on": "01.01.2024", "channel": "paper"})
        assert "Согласие дано" in told(early)
        answer = client.post(address, {"received_on": "20.11.2026", "channel": "paper"})
        assert answer.headers["Location"] == page_of(stay)
        assert "20 декабря" in told(client.get(page_of(stay)))
        assert "/consents/duties/" in client.get("/").text
        # Once more, from another tab: there is nothing to withdraw.
        assert client.get(address).headers["Location"] == page_of(stay)
        duty = Duty.objects.get()
        assert f"/consents/duties/{duty.pk}/" in client.get("/consents/duties/").text
        settle = f"/consents/duties/{duty.pk}/"
        sent = {"outcome": "other_ground", "settled_on": "24.11.2026", "note": ""}
        assert "Назовите основание" in told(client.post(settle, sent))
        assert "Сначала прекратите членство" in told(client.post(settle, {**sent, "outcome": "destroyed"}))
        client.post(settle, {**sent, "note": "125-ФЗ"})
        assert Duty.objects.get().note == "125-ФЗ"
        assert client.get(settle).headers["Location"] == "/consents/duties/"
        assert "Делать ничего не нужно" in told(client.get("/consents/duties/"))

    def test_a_slip_is_taken_back(self, cast: Cast) -> None:
        a_text()
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        row = gave(stay)
        assert "не давали" in told(client.get(f"/consents/{row.pk}/slip/"))
        assert client.post(f"/consents/{row.pk}/slip/", {"reason": ""}).status_code == 422
        client.post(f"/consents/{row.pk}/slip/", {"reason": "Не тот человек"})
        assert lacks(stay)
        assert client.get(f"/consents/{row.pk}/slip/").headers["Location"] == page_of(stay)

    def test_a_stranger_and_whoever_only_sees_meet_404(self, cast: Cast) -> None:
        a_text()
        stay = a_member(cast.berezovka)
        row = gave(stay)
        duty = withdrew(stay)
        assert duty is not None
        again = gave(stay, given_on=duty.withdrawn_on)
        addresses = [
            page_of(stay, "consents", "processing"),
            page_of(stay, "consents", "processing", "withdrawal"),
            f"/consents/{row.pk}/slip/",
            f"/consents/{again.pk}/slip/",
            f"/consents/duties/{duty.pk}/",
        ]
        for client in (chair_of(cast.lyceum), signed_in(Role.AUDITOR, cast.berezovka)):
            assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
            assert client.post(page_of(stay, "consents", "processing", "blank")).status_code == 404
        assert "Согласия" in signed_in(Role.AUDITOR, cast.berezovka).get(page_of(stay)).text
        assert chair_of(cast.berezovka).get(page_of(stay, "consents", "nonsense")).status_code == 404

    def test_whoever_was_left_sees_no_consents_of_the_person(self, cast: Cast) -> None:
        a_text()
        from_here = a_former_member(cast.berezovka)
        gave(a_member(cast.college, since=from_here.ended_on or from_here.registered_on))
        page = chair_of(cast.berezovka).get(page_of(from_here)).text
        assert "Согласия" not in page


class TestMany:
    def test_ticked_ones_are_entered_in_one_act(self, cast: Cast, django_assert_max_num_queries: Any) -> None:
        a_text()
        first, second, third = (a_member(cast.berezovka, f"{name} Анна") for name in ("Первая", "Вторая", "Третья"))
        gave(third)
        withdrew(third)
        client = chair_of(cast.berezovka)
        with django_assert_max_num_queries(QUERIES):
            page = told(client.get("/consents/"))
        assert all(f'value="{stay.pk}"' in page for stay in (first, second, third))
        assert "Согласия ещё нет: 3 человека" in page
        assert "отозвано" in page
        assert "Никто не отмечен" in told(client.post("/consents/", SIGNED))
        answer = client.post("/consents/", {**SIGNED, "who": [first.pk, second.pk, "x", "9" * 30]})
        act = ManyConsents.objects.get()
        assert answer.headers["Location"] == f"/consents/many/{act.pk}/"
        assert [lacks(stay) for stay in (first, second, third)] == [False, False, True]
        assert "Внесено" in client.get(f"/consents/many/{act.pk}/").text
        assert chair_of(cast.lyceum).get(f"/consents/many/{act.pk}/").status_code == 404
        wrong = client.post("/consents/", {**SIGNED, "given_on": "01.01.2020", "who": [third.pk]})
        assert "Первый текст действует с" in told(wrong)
        assert f'value="{third.pk}" checked' in wrong.text

    def test_a_whole_list_says_its_number_first_and_goes_to_the_background(self, cast: Cast) -> None:
        a_text()
        for name in ("Первая", "Вторая"):
            a_member(cast.berezovka, f"{name} Анна", details=MembershipDetails(category="retired"))
        a_member(cast.berezovka, "Третья Анна")
        client = chair_of(cast.berezovka)
        address = "/consents/many/?category=retired"
        assert 'name="count" value="2"' in client.get(address).text
        refused = client.post(address, {**SIGNED, "count": "3"})
        assert (refused.status_code, "Список тем временем изменился" in told(refused)) == (422, True)
        page = client.post(address, {**SIGNED, "count": "2"}).headers["Location"]
        work = Work.objects.get(kind="consents.many")
        assert "Вносим согласия" in told(client.get(page))
        assert client.get(f"{page}progress/").status_code == 200
        assert (work.parameters["act"], ManyConsents.objects.get().lines.count()) == (ManyConsents.objects.get().pk, 2)

    def test_a_foreign_organisation_is_404(self, cast: Cast) -> None:
        client = chair_of(cast.berezovka)
        for path in ("/consents/", "/consents/many/"):
            assert client.get(f"{path}?organisation={cast.lyceum.inpo}").status_code == 404
        assert signed_in(Role.AUDITOR, cast.berezovka).get("/consents/").status_code == 404
        assert client.get("/consents/?kind=nonsense&category=nobody&after=x").status_code == 200

    def test_the_ready_list_counts_them_and_leads_there(self, cast: Cast) -> None:
        a_text()
        a_member(cast.berezovka)
        client = chair_of(cast.berezovka)
        assert "lacks=consent" in client.get("/members/lists/").text
        assert "/consents/" in client.get("/members/?lacks=consent").text
        assert "lacks=consent" in visitor(Role.STAFF, cast.kostroma).get("/members/lists/").text

    def test_the_home_page_asks_for_them_once_there_are_words(self, cast: Cast) -> None:
        a_member(cast.berezovka)
        client, centre = chair_of(cast.berezovka), visitor(Role.STAFF, cast.union)
        assert "/consents/?organisation=" not in client.get("/").text
        assert "/consents/texts/" in centre.get("/").text
        a_text()
        assert f"/consents/?organisation={cast.berezovka.inpo}" in client.get("/").text
        assert "/consents/texts/" not in centre.get("/").text


class TestBlanks:
    def test_of_one_person_is_a_pdf_and_the_journal_knows(self, cast: Cast) -> None:
        a_text()
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        answer = client.post(page_of(stay, "consents", "processing", "blank"))
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        entry = Entry.objects.get(verb="member_printed")
        assert (entry.object_id, entry.after["paper"]) == (stay.person_id, "consent_blank")

    def test_a_stack_has_a_sheet_for_everybody_who_lacks_it(self, cast: Cast) -> None:
        client: Client = chair_of(cast.berezovka)
        a_member(cast.berezovka)
        assert client.post("/consents/blanks/").headers["Location"] == "/consents/?"
        a_text()
        gave(a_member(cast.berezovka, "Ветрова Нина"))
        a_member(cast.berezovka, "Серова Анна")
        answer = client.post("/consents/blanks/")
        content = b"".join(answer.streaming_content)
        assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page\n") in (0, 2)
        entry = Entry.objects.get(verb="consent_blanks_printed")
        assert (entry.after["people"], entry.primary_id) == (2, cast.berezovka.pk)

    def test_a_blank_opened_by_a_link_leads_to_its_button(self, cast: Cast) -> None:
        person_id = a_member(cast.berezovka).person_id
        a_text()
        client = chair_of(cast.berezovka)
        for address, page in (
            ("/consents/blanks/?kind=processing", "/consents/?kind=processing"),
            (f"/members/{person_id}/consents/processing/blank/", f"/members/{person_id}/consents/processing/"),
        ):
            answer = client.get(address, follow=True)
            assert [one for one, _ in answer.redirect_chain] == [page]
            assert "Файл отдаётся по кнопке" in answer.content.decode().replace("\xa0", " ")
        assert not Entry.objects.filter(verb="consent_blanks_printed").exists()


class TestTexts:
    def test_the_centre_writes_and_everybody_who_sees_members_reads(self, cast: Cast) -> None:
        centre, chair = visitor(Role.STAFF, cast.union), chair_of(cast.berezovka)
        assert "/consents/texts/photo/new/" in centre.get("/consents/texts/").text
        assert "/consents/texts/photo/new/" not in chair.get("/consents/texts/").text
        assert chair.get("/consents/texts/photo/new/").status_code == 404
        sent = {"valid_from": "01.09.2026", "body": "на съёмку\n\nна год"}
        address = centre.post("/consents/texts/photo/new/", sent).headers["Location"]
        assert "на съёмку" in told(chair.get(address))
        refused = centre.post("/consents/texts/photo/new/", sent)
        assert (refused.status_code, "С этого самого дня" in told(refused)) == (422, True)
        assert centre.post("/consents/texts/photo/new/", {**sent, "body": " "}).status_code == 422
        assert ConsentText.objects.count() == 1
        assert chair.get("/consents/texts/999/").status_code == 404
        assert "на съёмку" in told(centre.get("/consents/texts/photo/new/"))
