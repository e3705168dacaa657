"""The pages of organisations over HTTP: what is shown, to whom, and at what price."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationName, OrganisationType
from edinstvo.registry.organisations.permissions import may_found_below, may_manage, may_see
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, a_user, actor, found, visitor

TREE = "/organisations/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_page_says_what_it_is_and_where_it_stands(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.lyceum.pk, 104), (cast.galich.pk, 1151)])
    page = _text(visitor(Role.CHAIR, cast.galich), address_of(cast.galich))
    assert "Галичская районная организация</h1>" in page
    assert cast.galich.number in page
    assert "1\u202f151" in page
    assert "2 организации" in page
    assert f'<a href="{address_of(cast.lyceum)}">' in page


def test_names_above_are_told_but_lead_nowhere(cast: Cast) -> None:
    page = _text(visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum))
    assert cast.kostroma.short_name in page
    assert cast.galich.short_name in page
    assert address_of(cast.kostroma) not in page
    assert address_of(cast.galich) not in page


def test_nobody_comes_in_without_signing_in(cast: Cast) -> None:
    for address in (TREE, address_of(cast.galich), address_of(cast.galich, "found")):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAFF, Role.AUDITOR])
@pytest.mark.parametrize("head", ["union", "kostroma", "college"])
def test_every_page_opens_to_those_whom_the_table_names(cast: Cast, role: Role, head: str) -> None:
    top = getattr(cast, head)
    somebody, browser = actor(role, top), visitor(role, top)
    for place in cast.everything():
        allowed = {
            "page": may_see(somebody, place),
            "found": may_see(somebody, place) and may_found_below(somebody, place),
            "rename": may_see(somebody, place) and may_manage(somebody, place),
            "close": may_see(somebody, place) and may_manage(somebody, place),
        }
        answers = {act: browser.get(address_of(place, act)).status_code for act in allowed}
        assert answers == {act: 200 if is_allowed else 404 for act, is_allowed in allowed.items()}, place


def test_what_does_not_exist_is_like_what_is_foreign(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.union)
    for address in ("/organisations/4400100007/", "/organisations/n/999999/", "/organisations/n/99999999999999999999/"):
        assert browser.get(address).status_code == 404


def test_an_id_leads_to_the_page_of_the_number(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    assert browser.get(f"/organisations/n/{cast.galich.pk}/").headers["Location"] == address_of(cast.galich)
    assert browser.get(f"/organisations/n/{cast.mtsensk.pk}/").status_code == 404


def test_acts_are_offered_to_those_who_may(cast: Cast) -> None:
    staff = _text(visitor(Role.STAFF, cast.kostroma), address_of(cast.galich))
    assert address_of(cast.galich, "found") in staff
    assert address_of(cast.galich, "rename") in staff
    assert address_of(cast.galich, "close") not in staff
    assert address_of(cast.lyceum, "close") in _text(visitor(Role.STAFF, cast.galich), address_of(cast.lyceum))
    auditor = _text(visitor(Role.AUDITOR, cast.kostroma), address_of(cast.galich))
    assert not any(address_of(cast.galich, act) in auditor for act in ("found", "rename", "close"))


def test_an_empty_primary_is_told_what_comes_next(cast: Cast) -> None:
    page = _text(visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum))
    assert "Здесь пока никого." in page
    assert "Здесь пока никого." not in _text(visitor(Role.AUDITOR, cast.lyceum), address_of(cast.lyceum))


@pytest.mark.parametrize("place", ["union", "kostroma", "galich", "group"])
def test_a_page_takes_twelve_queries_at_most_however_much_stands_below(cast: Cast, place: str) -> None:
    shown: Organisation = getattr(cast, place)
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    few = _queries(browser, address_of(shown))
    for n in range(15 if shown.may_have_parts and place != "union" else 0):
        found(shown, f"Организация {n}", type=OrganisationType.PRIMARY)
    assert _queries(browser, address_of(shown)) == few <= 12


def test_the_tree_takes_twelve_queries_at_most(cast: Cast) -> None:
    for role in (Role.ADMINISTRATOR, Role.STAFF):
        assert _queries(visitor(role, cast.union), TREE) <= 12
    assert _queries(visitor(Role.STAFF, cast.kostroma), f"{TREE}?q=ппо") <= 12


def test_the_tree_begins_at_the_own_organisation(cast: Cast) -> None:
    page = _text(visitor(Role.STAFF, cast.kostroma), TREE)
    assert [row.short_name in page for row in (cast.galich, cast.buy, cast.university)] == [True, True, True]
    assert cast.oryol.short_name not in page


def test_several_branches_are_listed(cast: Cast) -> None:
    user = a_user(
        "both", grants=[(Role.CHAIR, cast.lyceum), (Role.CHAIR, cast.mtsensk), (Role.CHAIR, cast.mtsensk_school)]
    )
    browser = Client()
    browser.force_login(user)
    page = _text(browser, TREE)
    assert address_of(cast.lyceum) in page
    assert address_of(cast.mtsensk) in page
    assert address_of(cast.mtsensk_school) not in page


def test_an_empty_register_begins_with_the_union(db: None) -> None:
    outside = Organisation(pk=0, type=OrganisationType.UNION)
    page = _text(visitor(Role.ADMINISTRATOR, outside), TREE)
    assert "/organisations/union/" in page
    assert "/organisations/union/" not in _text(visitor(Role.AUDITOR, outside), TREE)


def test_long_lists_are_paged_by_name(cast: Cast) -> None:
    for n in range(55):
        a_primary(cast.mtsensk, f"ППО школы № {n + 100}")
    browser = visitor(Role.STAFF, cast.mtsensk)
    first = _text(browser, address_of(cast.mtsensk))
    assert "ППО школы № 148" in first.replace("\xa0", " ")
    assert "ППО школы № 149" not in first.replace("\xa0", " ")
    last_shown = Organisation.objects.get(name="ППО школы № 148")
    second = _text(browser, f"{address_of(cast.mtsensk)}?after={last_shown.pk}").replace("\xa0", " ")
    assert "ППО школы № 149" in second
    assert "ППО школы № 148" not in second
    assert _text(browser, f"{address_of(cast.mtsensk)}?after=nonsense").replace("\xa0", " ").count("ППО школы №") > 49


def test_closed_ones_are_shown_apart(cast: Cast) -> None:
    close_organisation(actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=1)
    browser = visitor(Role.STAFF, cast.galich)
    assert address_of(cast.lyceum) not in _text(browser, address_of(cast.galich))
    assert address_of(cast.lyceum) in _text(browser, f"{address_of(cast.galich)}?closed=")
    closed = _text(browser, address_of(cast.lyceum))
    assert "Закрыта 24\u00a0ноября\u00a02026" in closed
    assert address_of(cast.lyceum, "rename") not in closed


def test_a_past_day_is_shown_as_it_was(cast: Cast) -> None:
    day = date(2020, 1, 1)
    for n, (name, since) in enumerate([("Старая", day), ("Новая", date(2024, 1, 1))], start=1):
        rename_organisation(
            actor=OPERATOR,
            organisation=cast.galich,
            name=name,
            short_name=name,
            on=since,
            at=NOW,
            decision="№ 1",
            expected_version=n,
        )
    browser = visitor(Role.STAFF, cast.kostroma)
    assert "Новая</h1>" in _text(browser, address_of(cast.galich))
    past = _text(browser, f"{address_of(cast.galich)}?on=01.06.2021")
    assert "Старая</h1>" in past
    assert cast.lyceum.short_name in past.replace("\xa0", " ")
    unknown = _text(browser, f"{address_of(cast.galich)}?on=01.06.2021&known=01.06.2021")
    assert "организации ещё не было" in unknown.replace("\xa0", " ")
    early = _text(browser, f"{address_of(cast.galich)}?on=1980")
    assert "Такого дня нет" in early
    assert "Новая</h1>" in early


@pytest.mark.parametrize("place", ["union", "kostroma", "galich", "lyceum", "group"])
def test_a_past_day_asks_the_database_little(cast: Cast, place: str) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert _queries(browser, f"{address_of(getattr(cast, place))}?on=01.06.2021") <= 12


def test_a_day_that_does_not_exist_is_told(cast: Cast) -> None:
    page = _text(visitor(Role.STAFF, cast.kostroma), f"{address_of(cast.galich)}?on=31.02.2020")
    assert "Такого дня нет" in page
    assert 'aria-invalid="true"' in page


def test_a_day_to_come_is_told_and_nothing_is_said_of_it(cast: Cast) -> None:
    page = _text(visitor(Role.STAFF, cast.kostroma), f"{address_of(cast.galich)}?on=01.01.2999")
    assert "Этот день ещё не наступил" in page
    assert "Так было" not in page


def test_the_history_shows_what_was_taken_for_true(cast: Cast) -> None:
    for n, (name, at) in enumerate([("Гимназзия", NOW), ("Гимназия", NOW + timedelta(days=1))], start=1):
        rename_organisation(
            actor=OPERATOR,
            organisation=cast.lyceum,
            name=name,
            short_name=name,
            on=date(2020, 1, 1),
            at=at,
            decision="№ 5-1",
            expected_version=n,
        )
    browser = visitor(Role.CHAIR, cast.lyceum)
    page = _text(browser, address_of(cast.lyceum))
    assert "значилось: «Гимназзия»" in page
    assert "?on=01.01.2020&amp;known=24.11.2026" in page
    assert "Гимназзия</h1>" in _text(browser, f"{address_of(cast.lyceum)}?on=01.01.2020&known=24.11.2026")


def test_a_number_leads_to_its_organisation(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    answer = browser.get(TREE, {"q": f" {cast.galich.number} "})
    assert answer.headers["Location"] == address_of(cast.galich)
    assert "Ничего не нашлось" in _text(browser, f"{TREE}?q={cast.mtsensk.number}")


def test_a_wrong_digit_is_told_in_a_sentence(cast: Cast) -> None:
    number = cast.galich.number[:-1] + str((int(cast.galich.number[-1]) + 1) % 10)
    answer = visitor(Role.STAFF, cast.kostroma).get(TREE, {"q": number})
    assert answer.status_code == 422
    assert "В номере ошибка: цифры не сходятся между собой." in answer.content.decode()


def test_words_find_and_nothing_foreign_is_found(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    page = _text(browser, f"{TREE}?q=шко бер")
    assert address_of(cast.berezovka) in page
    assert "Ничего не нашлось" in _text(browser, f"{TREE}?q=мценс")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "=1+1", "a\r\nSet-Cookie: x=1"])
def test_whatever_is_typed_stays_text(cast: Cast, text: str) -> None:
    hostile = a_primary(cast.galich, "ППО")
    # No act takes such a name; what came from elsewhere must stay a text too.
    OrganisationName.objects.filter(organisation=hostile).update(name=text, short_name=text)
    Organisation.objects.filter(pk=hostile.pk).update(name=text, short_name=text)
    browser = visitor(Role.STAFF, cast.galich)
    for address in (address_of(hostile), address_of(cast.galich), f"{address_of(hostile)}?on=01.01.2020"):
        assert "<script>alert" not in _text(browser, address)
    for q in (text, text + " ' | & ! :* ("):
        answer = browser.get(TREE, {"q": q})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _queries(browser: Client, address: str) -> int:
    """How many times the page reads or writes; savepoints of the test do not count."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)


def test_what_other_slices_show_fills_the_wide_column_where_little_stands_below(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    for place, is_wide in ((cast.lyceum, True), (cast.galich, False)):
        page = _text(browser, address_of(place))
        assert (page.index('id="offices"') < page.index("<aside")) is is_wide
