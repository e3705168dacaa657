"""Seniority over HTTP: told with its chain, by a rule that the union states; and what pages about lives cost."""

import re
from datetime import date

import pytest

from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.members.actions.correct_member import Dates, correct_member
from edinstvo.registry.members.models import Membership, SeniorityRule
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.foundation.documents.papers import texts_of
from tests.registry.members.people import BEGAN, a_former_member, a_member, person, versions
from tests.registry.members.suspending import SINCE, resumed, suspended
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in
from tests.registry.members.web.lives import page_of, text, text_of_post
from tests.registry.members.web.test_printing import content_of, printed
from tests.registry.members.working import works_too

BACK = date(2026, 9, 1)
RULE = {"valid_from": "01.01.2020", "decision": "Постановление № 6-12", "transferred": "6", "dismissed": "1"}
RULE |= {"graduated": "6", "own_wish": "3", "expelled": "0", "other": "6"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


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
