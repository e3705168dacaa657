"""The pages of the table: who sees them, what they say, how much they ask of the database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.retention.kinds import kinds
from edinstvo.foundation.retention.models import RetentionDecision, RetentionPeriod
from edinstvo.foundation.retention.queries import periods_named, standings
from tests.cast import TODAY, Cast, a_union, visitor
from tests.foundation.retention.nights import confirmed, night
from tests.registry.members.people import a_former_member

TABLE, CONTACTS = "/retention/", "/retention/members.contacts/"
PERIOD = {"unit": "days", "length": "40", "basis": "Решение № 6-12", "valid_from": "01.01.2030"}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def text(browser: Client, url: str) -> str:
    """The page as it is read."""
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def decision(**changed: str) -> dict[str, str]:
    """The form of a decision as the page now has it."""
    seen = " ".join(f"{code}={period}" for code, period in periods_named(standings(on=timezone.localdate())).items())
    return {"decided_on": "24.11.2026", "number": "6-12", "body": "", "seen": seen, **changed}


@pytest.mark.parametrize("role", list(Role))
def test_whoever_reads_the_journal_sees_it_and_only_the_centre_sets(cast: Cast, role: Role) -> None:
    for place in (cast.union, cast.kostroma, cast.berezovka):
        browser = visitor(role, place)
        reads = Power.READ_JOURNAL in POWERS_OF[role]
        sets = Power.SET_PERIODS in POWERS_OF[role] and place == cast.union
        assert [browser.get(url).status_code for url in (TABLE, CONTACTS)] == [200 if reads else 404] * 2
        for url in (f"{CONTACTS}period/", f"{TABLE}decision/"):
            assert browser.get(url).status_code == (200 if sets else 404)
            assert browser.post(url, {}).status_code == (422 if sets else 404)
        assert (f"{CONTACTS}period/" in text(browser, CONTACTS)) == sets if reads else True


def test_a_kind_that_nobody_declared_is_no_page(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert browser.get("/retention/nobody.knows/").status_code == 404


def test_it_counts_and_shows_people_as_far_as_they_are_seen_and_notes_the_look(cast: Cast) -> None:
    a_former_member(cast.berezovka, "Ветрова Нина", phone="+79105550112", email="nina@left.example")
    a_former_member(cast.mtsensk_school, "Зимина Ольга", phone="+79105550113")
    page = text(visitor(Role.CHAIR, cast.berezovka), CONTACTS)
    assert "Ветрова Нина" in page
    assert "nina@left.example" in page
    assert "Зимина" not in page
    assert "Этот срок не подтверждён решением Профсоюза." in page
    assert Reading.objects.get().words == "То, чей срок хранения прошёл: Контакты бывших членов Профсоюза"
    whole = text(visitor(Role.STAFF, cast.union), CONTACTS)
    assert "Ветрова Нина" in whole
    assert "Зимина Ольга" in whole


def test_a_period_is_set_once_however_often_the_button_is_pressed(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    for _ in range(2):
        assert browser.post(f"{CONTACTS}period/", PERIOD).headers["Location"] == CONTACTS
    row = RetentionPeriod.objects.get()
    assert (row.period.code, row.basis) == ("40d", "Решение № 6-12")
    page = text(browser, CONTACTS)
    assert "40 дней с 1 января 2030 года" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"length": ""}, "Срок не указан. Напишите число или выберите «постоянно»"),
        ({"length": "29"}, "Столько хранить мало. Напишите не меньше, чем 30 дней."),
        ({"length": "99999"}, "Это больше ста лет. Выберите «постоянно» или напишите меньше"),
        ({"valid_from": "01.01.2020"}, "Этот день прошёл. Укажите сегодня или более поздний день."),
    ],
)
def test_what_does_not_fit_is_told_in_words(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    answer = visitor(Role.STAFF, cast.union).post(f"{CONTACTS}period/", {**PERIOD, **sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("\xa0", " ")
    assert not RetentionPeriod.objects.exists()


def test_what_serves_a_purpose_that_ends_is_not_kept_for_good(cast: Cast) -> None:
    answer = visitor(Role.STAFF, cast.union).post("/retention/ui.drafts/period/", {**PERIOD, "unit": "permanent"})
    assert "Это хранится ради цели, которая заканчивается." in answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"decided_on": "31.08.1990"}, "Профсоюз основан позже, 1 сентября 1990 года. Проверьте дату."),
        ({"decided_on": "01.01.2090"}, "Этот день ещё не наступил. Проверьте год"),
        ({"seen": "members.contacts=1d"}, "С тех пор как вы открыли страницу, сроки изменились."),
    ],
)
def test_a_decision_that_does_not_fit_is_told_in_words(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    browser = visitor(Role.STAFF, cast.union)
    answer = browser.post(f"{TABLE}decision/", decision(**sent))
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("\xa0", " ")
    assert not RetentionDecision.objects.exists()


def test_a_decision_is_taken_once_and_said_on_the_page(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert "Профсоюз ещё не подтвердил сроки." in text(browser, TABLE)
    for _ in range(2):
        assert browser.post(f"{TABLE}decision/", decision()).headers["Location"] == TABLE
    assert RetentionDecision.objects.count() == 1
    assert "Сроки подтверждены решением № 6-12 от 24 ноября 2026 года." in text(browser, TABLE)
    browser.post(f"{CONTACTS}period/", {**PERIOD, "valid_from": f"{timezone.localdate():%d.%m.%Y}"})
    assert "подтверждает не всё." in text(browser, TABLE)


def test_the_page_of_a_former_member_says_that_the_contacts_are_gone(cast: Cast) -> None:
    left = a_former_member(cast.berezovka, phone="+79105550112")
    browser, page = visitor(Role.CHAIR, cast.berezovka), f"/members/{left.person_id}/"
    assert "Контакты удалены" not in text(browser, page)
    confirmed()
    assert night("members.contacts", TODAY) == 1
    assert "Контакты удалены 24 ноября 2026 года." in text(browser, page)


def _addresses() -> Iterator[str]:
    yield TABLE
    yield f"{TABLE}decision/"
    for kind in kinds():
        yield f"{TABLE}{kind.code}/"
        yield f"{TABLE}{kind.code}/period/"


def test_a_page_takes_twelve_queries_at_most_however_many_are_due(cast: Cast) -> None:
    for number in range(30):
        until = TODAY - timedelta(days=2000)
        a_former_member(cast.berezovka, f"Ветрова {'А' * (number + 2)}", since=until, until=until, phone="+79105550112")
    browser = visitor(Role.STAFF, cast.union)
    for url in _addresses():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(url).status_code == 200
        asked = [query for query in queries if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= 12, f"{url}: {len(asked)}"
