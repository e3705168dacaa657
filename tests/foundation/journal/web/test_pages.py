"""The journal as a page: in words, filtered, page by page, and never a foreign entry."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.journal.queries import Filters, page_of_entries
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, Cast, a_union, a_user, visitor

SOMETHING = About("person", 1, "")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_an_act_is_told_in_words(cast: Cast) -> None:
    _write(
        "member_edited",
        cast.lyceum,
        about=About("person", 5, "Белова Анна"),
        before={"phone": "", "birth_date": "1991-07-30"},
        after={"phone": "+79105550112", "birth_date": "1991-07-31", "has_no_middle_name": True},
        reason="по заявлению",
    )
    page = _text(visitor(Role.CHAIR, cast.lyceum))
    for words in (
        "Изменена запись члена Профсоюза",
        "Белова Анна",
        "Телефон: +7\u00a0910\u00a0555-01-12",
        "Нет отчества: да",
    ):
        assert words in page
    assert "Дата рождения: <del>30.07.1991</del> → 31.07.1991" in page
    assert "Кораблёва\u00a0Т.\u00a0В." in page
    assert "192.0.2.7" in page


def test_a_role_leads_to_its_organisation_and_tells_no_number_of_a_row(cast: Cast) -> None:
    _write("grant_given", cast.lyceum, after={"role": "chair", "organisation_id": cast.lyceum.pk})
    page = _text(visitor(Role.CHAIR, cast.lyceum))
    assert "Роль: председатель" in page
    assert f'<a href="/organisations/n/{cast.lyceum.pk}/">{cast.lyceum.short_name}</a>' in page
    assert "Организация: " not in page


def test_whoever_reads_of_several_organisations_is_told_of_which_one_each_entry_is(cast: Cast) -> None:
    _write("member_edited", cast.lyceum, about=About("person", 5, "Белова Анна"))
    place = f'<p class="mut"><a href="/organisations/n/{cast.lyceum.pk}/">'
    page = _text(visitor(Role.STAFF, cast.kostroma)).replace("\u00a0", " ")
    assert f"{place}{cast.lyceum.short_name}</a>" in page
    assert place not in _text(visitor(Role.CHAIR, cast.lyceum))


def test_a_list_is_linked_only_for_those_who_may_open_it(cast: Cast) -> None:
    _write("list_committed", cast.lyceum, about=About("list", 7, "a.xlsx"))
    assert 'href="/imports/7/"' in _text(visitor(Role.CHAIR, cast.lyceum))
    page = _text(visitor(Role.AUDITOR, cast.lyceum))
    assert ("a.xlsx" in page, 'href="/imports/7/"' in page) == (True, False)


def test_a_count_of_nothing_is_left_out(cast: Cast) -> None:
    _write(
        "list_committed", cast.lyceum, about=About("list", 1, "a.xlsx"), after={"new": 37, "error": 0, "problems": 10}
    )
    page = _text(visitor(Role.CHAIR, cast.lyceum))
    assert "Новых: 37" in page
    assert "С пометками: 10" in page
    assert "С ошибками" not in page


def test_a_persons_name_a_moment_and_a_command_are_told_in_words(cast: Cast) -> None:
    command = Actor.operator(name="Кораблёва Тамара Викторовна", command="import-members")
    about = About("user", 5, "Орешкина Светлана Николаевна")
    after: dict[str, object] = {"name": about.name, "login": "chair", "valid_until": NOW.isoformat()}
    _write("password_set", cast.lyceum, about=about, after=after, by=command)
    page = _text(visitor(Role.CHAIR, cast.lyceum))
    assert f"Фамилия, имя и отчество: {about.name}" in page
    assert "Логин: chair" in page
    assert ", 12:00</p>" in page
    assert "команда import-members" in page


def test_an_unknown_verb_shows_itself(cast: Cast) -> None:
    _write("stars_counted", cast.lyceum, after={"stars": 7})
    page = _text(visitor(Role.CHAIR, cast.lyceum))
    assert "stars_counted" in page
    assert "stars: 7" in page


def test_a_foreign_entry_is_never_shown(cast: Cast) -> None:
    page = _text(visitor(Role.STAFF, cast.kostroma))
    assert cast.galich.name in page
    assert cast.mtsensk.name not in page
    assert cast.union.name not in page.split('<main id="main">')[1]


def test_is_closed_to_those_without_the_power(cast: Cast) -> None:
    browser = Client()
    assert browser.get("/journal/").status_code == 302
    browser.force_login(a_user("nobody"))
    assert browser.get("/journal/").status_code == 404


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("verb=organisation_renamed", {"a-old", "a-new"}),
        ("who=кораблева", {"a-new", "b-new"}),
        ("who=ТАМАРА+кор", {"a-new", "b-new"}),
        ("who=operator", {"a-old"}),
        ("since=20.11.2026", {"a-new", "b-new"}),
        ("until=19.11.2026", {"a-old"}),
        ("since=10.11.2026&until=10.11.2026", {"a-old"}),
        ("since=11.11.2026&until=10.11.2026", set()),
        ("about=person-77", {"b-new"}),
        ("verb=organisation_renamed&who=Кораблёва&since=01.01.2026", {"a-new"}),
        ("who=%5B%5D%28.%2A", set()),
    ],
)
def test_filters_live_in_the_address(cast: Cast, query: str, seen: set[str]) -> None:
    _three_acts(cast)
    page = _text(visitor(Role.CHAIR, cast.lyceum), query)
    assert {name for name in ("a-old", "a-new", "b-new") if name in page} == seen


@pytest.mark.parametrize("query", ["since=31.02.2026", "verb=unheard_of", "about='--", f"about=person-{'9' * 30}"])
def test_a_wrong_filter_is_told_and_nothing_breaks(cast: Cast, query: str) -> None:
    answer = visitor(Role.CHAIR, cast.lyceum).get(f"/journal/?{query}")
    assert answer.status_code == 422


def test_pages_go_on_by_entry_and_keep_the_filters(cast: Cast) -> None:
    for n in range(60):
        _write("member_edited", cast.lyceum, about=About("person", n, f"entry-{n:02d}."))
    browser = visitor(Role.CHAIR, cast.lyceum)
    first = _text(browser, "verb=member_edited")
    assert "entry-59." in first
    assert "entry-10." in first
    assert "entry-09." not in first
    older = first.split('rel="next" href="?')[1].split('"')[0].replace("&amp;", "&")
    assert "verb=member_edited" in older
    second = _text(browser, older)
    assert "entry-09." in second
    assert "entry-10." not in second
    newer = second.split('rel="prev" href="?')[1].split('"')[0].replace("&amp;", "&")
    assert "entry-59." in _text(browser, newer)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 8))
def test_pages_forth_and_back_are_slices_of_one_list(cast: Cast, size: int) -> None:
    everything = list(Entry.objects.order_by("-id"))
    start, page = 0, page_of_entries(filters=Filters(), seen_by=OPERATOR, size=size)
    while page.older is not None:
        start, page = start + size, page_of_entries(filters=Filters(), seen_by=OPERATOR, size=size, before=page.older)
        assert page.rows == everything[start : start + size]
    assert start + size >= len(everything)
    while page.newer is not None:
        start, page = start - size, page_of_entries(filters=Filters(), seen_by=OPERATOR, size=size, after=page.newer)
        assert page.rows == everything[start : start + size]
    assert start == 0


def test_an_entry_is_shown_in_one_query_however_many_there_are(cast: Cast) -> None:
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    _write("member_edited", cast.lyceum, about=About("person", 77, "Белова"))
    few = _queries(browser)
    for n in range(40):
        _write("member_edited", cast.lyceum, about=About("person", n, "Белова"))
    assert _queries(browser) == few <= 12


def test_an_organisation_is_reached_from_its_entry(cast: Cast) -> None:
    assert f'href="/organisations/n/{cast.lyceum.pk}/"' in _text(visitor(Role.CHAIR, cast.lyceum))


def test_whatever_was_written_stays_text(cast: Cast) -> None:
    hostile = "<script>alert(1)</script>"
    _write("a", cast.lyceum, about=About("person", 1, hostile), after={hostile: hostile}, reason=hostile)
    page = _text(visitor(Role.CHAIR, cast.lyceum), f"who={hostile}")
    assert "<script>alert" not in page + _text(visitor(Role.AUDITOR, cast.lyceum))


def _three_acts(cast: Cast) -> None:
    _write(
        "organisation_renamed", cast.lyceum, about=About("place", 1, "a-old"), at=NOW - timedelta(days=14), by=OPERATOR
    )
    _write("organisation_renamed", cast.lyceum, about=About("place", 1, "a-new"))
    _write("member_edited", cast.lyceum, about=About("person", 77, "b-new"))


def _write(
    verb: str,
    place: Organisation,
    *,
    about: About = SOMETHING,
    by: Actor | None = None,
    at: datetime = NOW,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    somebody = Actor(user_id=7, name="Кораблёва Тамара Викторовна", address="192.0.2.7")
    write_entry(
        actor=by or somebody,
        verb=verb,
        about=about,
        at_place=place,
        at=at,
        before=before,
        after=after,
        reason=reason,
    )


def _text(browser: Client, query: str = "") -> str:
    answer = browser.get(f"/journal/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _queries(browser: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/journal/").status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)
