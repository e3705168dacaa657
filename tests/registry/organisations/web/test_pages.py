"""The pages of organisations over HTTP: what is shown today and of a past day, to whom, and at what price."""

from datetime import date, timedelta

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import may_found_below, may_manage, may_see
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, actor, found, visitor
from tests.registry.organisations.web.pages import queries, source

TREE = "/organisations/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_page_says_what_it_is_and_where_it_stands(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.lyceum.pk, 104), (cast.galich.pk, 1151)])
    page = source(visitor(Role.CHAIR, cast.galich), address_of(cast.galich))
    assert "Галичская районная организация</h1>" in page
    assert cast.galich.number in page
    assert "1\u202f151" in page
    assert "2 организации" in page
    assert f'<a href="{address_of(cast.lyceum)}">' in page


def test_names_above_are_told_but_lead_nowhere(cast: Cast) -> None:
    page = source(visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum))
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
    staff = source(visitor(Role.STAFF, cast.kostroma), address_of(cast.galich))
    assert address_of(cast.galich, "found") in staff
    assert address_of(cast.galich, "rename") in staff
    assert address_of(cast.galich, "close") not in staff
    assert address_of(cast.lyceum, "close") in source(visitor(Role.STAFF, cast.galich), address_of(cast.lyceum))
    auditor = source(visitor(Role.AUDITOR, cast.kostroma), address_of(cast.galich))
    assert not any(address_of(cast.galich, act) in auditor for act in ("found", "rename", "close"))


def test_an_empty_primary_is_told_what_comes_next(cast: Cast) -> None:
    page = source(visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum))
    assert "Здесь пока никого." in page
    assert "Здесь пока никого." not in source(visitor(Role.AUDITOR, cast.lyceum), address_of(cast.lyceum))


@pytest.mark.parametrize("place", ["union", "kostroma", "galich", "group"])
def test_a_page_takes_twelve_queries_at_most_however_much_stands_below(cast: Cast, place: str) -> None:
    shown: Organisation = getattr(cast, place)
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    few = queries(browser, address_of(shown))
    for n in range(15 if shown.may_have_parts and place != "union" else 0):
        found(shown, f"Организация {n}", type=OrganisationType.PRIMARY)
    assert queries(browser, address_of(shown)) == few <= 12


def test_long_lists_are_paged_by_name(cast: Cast) -> None:
    for n in range(55):
        a_primary(cast.mtsensk, f"ППО школы № {n + 100}")
    browser = visitor(Role.STAFF, cast.mtsensk)
    first = source(browser, address_of(cast.mtsensk))
    assert "ППО школы № 148" in first.replace("\xa0", " ")
    assert "ППО школы № 149" not in first.replace("\xa0", " ")
    last_shown = Organisation.objects.get(name="ППО школы № 148")
    second = source(browser, f"{address_of(cast.mtsensk)}?after={last_shown.pk}").replace("\xa0", " ")
    assert "ППО школы № 149" in second
    assert "ППО школы № 148" not in second
    assert source(browser, f"{address_of(cast.mtsensk)}?after=nonsense").replace("\xa0", " ").count("ППО школы №") > 49


def test_closed_ones_are_shown_apart(cast: Cast) -> None:
    close_organisation(actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=1)
    browser = visitor(Role.STAFF, cast.galich)
    assert address_of(cast.lyceum) not in source(browser, address_of(cast.galich))
    assert address_of(cast.lyceum) in source(browser, f"{address_of(cast.galich)}?closed=")
    closed = source(browser, address_of(cast.lyceum))
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
    assert "Новая</h1>" in source(browser, address_of(cast.galich))
    past = source(browser, f"{address_of(cast.galich)}?on=01.06.2021")
    assert "Старая</h1>" in past
    assert cast.lyceum.short_name in past.replace("\xa0", " ")
    unknown = source(browser, f"{address_of(cast.galich)}?on=01.06.2021&known=01.06.2021")
    assert "организации ещё не было" in unknown.replace("\xa0", " ")
    early = source(browser, f"{address_of(cast.galich)}?on=1980")
    assert "Такого дня нет" in early
    assert "Новая</h1>" in early


@pytest.mark.parametrize("place", ["union", "kostroma", "galich", "lyceum", "group"])
def test_a_past_day_asks_the_database_little(cast: Cast, place: str) -> None:
    browser = visitor(Role.STAFF, cast.union)
    assert queries(browser, f"{address_of(getattr(cast, place))}?on=01.06.2021") <= 12


def test_a_day_that_does_not_exist_is_told(cast: Cast) -> None:
    page = source(visitor(Role.STAFF, cast.kostroma), f"{address_of(cast.galich)}?on=31.02.2020")
    assert "Такого дня нет" in page
    assert 'aria-invalid="true"' in page


def test_a_day_to_come_is_told_and_nothing_is_said_of_it(cast: Cast) -> None:
    page = source(visitor(Role.STAFF, cast.kostroma), f"{address_of(cast.galich)}?on=01.01.2999")
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
    page = source(browser, address_of(cast.lyceum))
    assert "значилось: «Гимназзия»" in page
    assert "?on=01.01.2020&amp;known=24.11.2026" in page
    assert "Гимназзия</h1>" in source(browser, f"{address_of(cast.lyceum)}?on=01.01.2020&known=24.11.2026")


def test_what_other_slices_show_fills_the_wide_column_where_little_stands_below(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    for place, is_wide in ((cast.lyceum, True), (cast.galich, False)):
        page = source(browser, address_of(place))
        assert (page.index('id="offices"') < page.index("<aside")) is is_wide
