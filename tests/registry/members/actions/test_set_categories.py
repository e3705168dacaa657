"""A category for a whole list: exactly those agreed to, one entry, a version of each, refusals listed."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.ask_categories import ask_categories
from edinstvo.registry.members.actions.ask_of_many import CountChanged
from edinstvo.registry.members.actions.set_categories import set_categories
from edinstvo.registry.members.actions.undo_categories import NothingToUndo, ask_undo, undo_categories
from edinstvo.registry.members.models import BulkAct, Membership, MembershipVersion, Outcome
from edinstvo.registry.members.queries.asked import outcomes_of, refused_in
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.person import category_on
from edinstvo.registry.members.queries.report import say_nothing
from edinstvo.registry.members.rules.people import LACKING_MEASURES, MembershipDetails
from tests.cast import NOW, TODAY, Cast, a_union, auditor, chair, staff, visitor
from tests.registry.members.people import BEGAN, a_former_member, a_member, ended, recategorised
from tests.registry.members.web.doors import QUERIES, chair_of

SINCE = date(2026, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def asked(actor: Actor, expected: int, **said: Any) -> BulkAct:
    usual: dict[str, Any] = {"filters": Filters(), "category": "retired", "since": SINCE}
    return ask_categories(actor=actor, words="на учёте", expected=expected, on=TODAY, at=NOW, **{**usual, **said})


def done(actor: Actor, act: BulkAct) -> dict[str, int]:
    return outcomes_of(set_categories(actor=actor, act_id=act.pk, on=TODAY, at=NOW, report=say_nothing))


def test_is_set_for_those_agreed_to_and_what_cannot_be_done_is_listed(cast: Cast) -> None:
    said: Any = {"sex": "female", "phone": "+79105550112"}
    plain = a_member(cast.berezovka, "Первая Анна", details=MembershipDetails(joined_on=BEGAN), **said)
    late = a_member(cast.berezovka, "Поздняя Анна", since=SINCE + timedelta(days=5))
    same = a_member(cast.berezovka, "Прежняя Анна", details=MembershipDetails(category="retired"))
    left = a_member(cast.lyceum, "Ушедшая Анна")
    former, elsewhere = a_former_member(cast.berezovka, "Бывшая Анна"), a_member(cast.mtsensk_school, "Чужая Анна")
    somebody = staff(cast.galich)
    act = asked(somebody, 4)
    ended(left, TODAY)
    a_member(cast.berezovka, "Новая Анна")
    assert done(somebody, act) == {Outcome.DONE: 1, Outcome.SAME: 1, Outcome.REFUSED: 2}
    assert [(row.pk, why) for row, why in refused_in(act, seen_by=somebody)] == [(late.pk, "day"), (left.pk, "ended")]
    now = Membership.objects.in_bulk()
    assert {now[one.pk].category for one in (late, left, former, elsewhere)} == {""}
    assert Membership.objects.filter(category="retired").count() == 2
    assert (now[plain.pk].category, now[plain.pk].version, now[plain.pk].is_incomplete) == ("retired", 2, False)
    assert category_on(membership_id=plain.pk, on=SINCE - timedelta(days=1)) == ""
    assert category_on(membership_id=plain.pk, on=SINCE) == "retired"
    assert MembershipVersion.objects.get(membership_id=plain.pk).category == ""
    assert not MembershipVersion.objects.filter(membership_id=same.pk).exists()
    entry = Entry.objects.get(verb="members_recategorised")
    assert (entry.territory_id, entry.object_id) == (cast.galich.pk, act.pk)
    assert entry.after == {"category": "retired", "since": "2026-09-01", "done": 1, "same": 1, "refused": 2}
    assert not Entry.objects.filter(verb="member_edited").exists()
    # A second run of the same work does nothing more.
    done(somebody, act)
    assert Membership.objects.get(pk=plain.pk).version == 2


def test_is_refused_where_the_number_or_the_power_is_another(cast: Cast) -> None:
    a_member(cast.berezovka)
    with pytest.raises(CountChanged) as changed:
        asked(chair(cast.berezovka), 2)
    assert changed.value.count == 1
    with pytest.raises(PowerMissing):
        asked(auditor(cast.berezovka), 1)
    act = asked(staff(cast.galich), 1)
    with pytest.raises(PowerMissing):
        set_categories(actor=chair(cast.lyceum), act_id=act.pk, on=TODAY, at=NOW, report=say_nothing)
    assert not Membership.objects.exclude(category="").exists()


def test_the_pages_say_how_many_first_and_what_came_of_it(cast: Cast, django_assert_max_num_queries: Any) -> None:
    a_member(cast.berezovka, "Первая Анна")
    client, stranger = chair_of(cast.berezovka), chair_of(cast.lyceum)
    page = client.get("/members/category/").text
    assert "1 человек, состоящий на учёте сегодня" in page
    sent = {"category": "retired", "since": "01.09.2026", "count": "1"}
    a_member(cast.berezovka, "Вторая Анна")
    answer = client.post("/members/category/", sent)
    assert answer.status_code == 422
    assert 'name="count" value="2"' in answer.text
    address = client.post("/members/category/", {**sent, "count": "2"}).headers["Location"]
    act = BulkAct.objects.get()
    assert "Задаём категорию" in client.get(address).text
    done(asker_of(act), act)
    with django_assert_max_num_queries(QUERIES):
        assert "Неработающий пенсионер, с 1" in client.get(address).text
    assert client.get(f"{address}progress/").status_code == 200
    assert stranger.get(address).status_code == 404
    assert "/members/category/" in client.get("/members/").text
    assert "/members/category/" not in client.get("/members/?state=former").text


def test_the_history_of_each_member_tells_who_set_it_and_for_which_list(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    stay = a_member(cast.berezovka, "Первая Анна")
    somebody = staff(cast.galich)
    done(somebody, asked(somebody, 1))
    client = chair_of(cast.berezovka)
    with django_assert_max_num_queries(QUERIES):
        page = client.get(f"/members/{stay.person_id}/").text
    assert "Категория задана всему списку" in page
    assert "Изменена списком" not in page
    assert "на учёте" in page
    assert "Неработающий пенсионер" in page
    operator = visitor(Role.OPERATOR, cast.berezovka).get(f"/members/{stay.person_id}/").text
    assert ("всему списку" in operator, "Неработающий пенсионер" in operator) == (False, True)


def test_is_undone_for_each_as_it_was_while_nothing_was_changed_since(cast: Cast) -> None:
    first = a_member(cast.berezovka, "Первая Анна", details=MembershipDetails(category="support"), since=SINCE)
    second = a_member(cast.berezovka, "Вторая Анна")
    third = a_member(cast.berezovka, "Третья Анна")
    client = chair_of(cast.berezovka)
    sent = {"category": "retired", "since": "01.09.2026", "count": "3"}
    address = client.post("/members/category/", sent).headers["Location"]
    act = BulkAct.objects.get()
    with pytest.raises(NothingToUndo):
        ask_undo(actor=asker_of(act), act_id=act.pk, at=NOW)
    done(asker_of(act), act)
    Work.objects.update(state=Work.State.DONE, finished_at=NOW)
    recategorised(third, "student", since=TODAY)
    assert "Вернуть прежние категории" in client.get(address).text
    stranger = chair_of(cast.lyceum)
    assert stranger.post(address).status_code == 404
    client.post(address)
    assert "Возвращаем прежние категории" in client.get(address).text
    with pytest.raises(NothingToUndo):
        ask_undo(actor=asker_of(act), act_id=act.pk, at=NOW)
    later = NOW + timedelta(hours=1)
    for _twice in range(2):
        undo_categories(actor=asker_of(act), act_id=act.pk, at=later, report=say_nothing)
    now = Membership.objects.in_bulk()
    assert [now[one.pk].category for one in (first, second, third)] == ["support", "", "student"]
    assert [category_on(membership_id=one.pk, on=TODAY) for one in (first, second, third)] == ["support", "", "student"]
    assert now[first.pk].version == 3
    figures_now = figures(measure=LACKING_MEASURES["category"], organisation_ids=[cast.berezovka.pk])
    assert figures_now == {cast.berezovka.pk: 1}
    entry = Entry.objects.get(verb="members_category_undone")
    assert (entry.after, entry.object_id) == ({"done": 2, "refused": 1}, act.pk)
    Work.objects.update(state=Work.State.DONE, finished_at=NOW)
    page = re.sub("<[^>]*>|\xa0|&nbsp;", " ", client.get(address).text)
    assert "2 членам профсоюза возвращены" in page
    assert "Третья" in page.partition("Не отменено")[2]
    assert "Категория всего списка возвращена" in client.get(f"/members/{second.person_id}/").text


def asker_of(act: BulkAct) -> Actor:
    return actor_of(User.objects.get(pk=act.asked_by_id), on=TODAY, address="")
