"""The home page: whose it is, what it tells, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import ngettext, override

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.ui.figures import CAP, count_capped
from edinstvo.registry.imports.models import State
from edinstvo.sites.office.glance import CHILDREN_SHOWN
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, Cast, a_primary, a_union, a_user
from tests.registry.members.people import a_member
from tests.sites.office.home import a_complete_member, a_list, come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The small union."""
    return a_union()


class TestWhoseItIs:
    def test_is_the_chairs_own_organisation(self, client: Client, cast: Cast) -> None:
        come_in(client, Role.CHAIR, cast.berezovka)
        page = client.get("/").text
        assert "<h1>ППО Берёзовской средней школы</h1>" in page
        assert "44-001-0001-4" in page

    @pytest.mark.parametrize("place", ["union", "kostroma", "galich", "berezovka", "college", "university"])
    def test_opens_for_every_role_at_every_level(self, client: Client, cast: Cast, place: str) -> None:
        for role in Role:
            come_in(client, role, getattr(cast, place), login=f"{role}")
            assert client.get("/").status_code == 200

    def test_shows_a_region_its_territories_with_their_people(self, client: Client, cast: Cast) -> None:
        a_member(cast.berezovka)
        come_in(client, Role.STAFF, cast.kostroma)
        seen = client.get("/").context["seen"]
        below = {child.organisation.pk: child.members for child in seen.children}
        assert below == {cast.galich.pk: 1, cast.buy.pk: 0, cast.university.pk: 0}
        assert seen.members == 1

    def test_shows_nothing_of_a_neighbour(self, client: Client, cast: Cast) -> None:
        a_member(cast.mtsensk_school, "Чужая Анна Ивановна")
        a_list(cast.mtsensk_school, "чужой.xlsx", State.PLANNED)
        come_in(client, Role.STAFF, cast.kostroma)
        page = client.get("/").text
        assert not re.search("Мценск|чужой|Чужая", page)

    def test_counts_people_behind_their_links(self, client: Client, cast: Cast) -> None:
        a_complete_member(cast.berezovka, "Абрамова Людмила Викторовна")
        a_member(cast.berezovka, "Белова Анна Ивановна")
        come_in(client, Role.CHAIR, cast.berezovka)
        seen = client.get("/").context["seen"]
        assert (seen.members, seen.incomplete) == (2, 1)
        for address in ("/members/", "/members/completeness/"):
            assert f"{address}?organisation={cast.berezovka.inpo}" in client.get("/").text

    def test_tells_what_happened_lately_here(self, client: Client, cast: Cast) -> None:
        a_member(cast.berezovka, "Абрамова Людмила Викторовна")
        a_member(cast.lyceum, "Белова Анна Ивановна")
        come_in(client, Role.CHAIR, cast.berezovka)
        page = client.get("/").text
        assert "Абрамова" in page
        assert "Белова" not in page

    def test_puts_what_happened_lately_in_the_order_of_time(self, client: Client, cast: Cast) -> None:
        for number, days in enumerate((3, 9, 1, 5, 7, 2)):
            about = About(type="organisation", id=cast.berezovka.pk, name=f"Событие {number}")
            at = NOW - timedelta(days=days)
            write_entry(actor=OPERATOR, verb="renamed", about=about, at_place=cast.berezovka, at=at)
        come_in(client, Role.CHAIR, cast.berezovka)
        told = [entry.at for _, entry in client.get("/").context["lately"]]
        # First the founding of the place.
        assert told == [NOW - timedelta(days=days) for days in (0, 1, 2, 3, 5)]

    def test_does_not_take_comings_for_news(self, client: Client, cast: Cast) -> None:
        user = a_user("first", password=PASSWORD, grants=[(Role.STAFF, cast.union)])
        client.post("/sign-in/", {"login": user.login, "password": PASSWORD})
        verbs = {entry.verb for _, entry in client.get("/").context["lately"]}
        assert verbs
        assert "signed_in" not in verbs

    def test_puts_those_without_people_first_and_leads_to_the_rest(self, client: Client, cast: Cast) -> None:
        for number in range(CHILDREN_SHOWN):
            a_member(a_primary(cast.galich, f"ППО школы № {number + 10}"), f"Абрамова Анна {'Я' * (number + 1)}")
        come_in(client, Role.STAFF, cast.galich)
        answer = client.get("/")
        shown = [child.organisation.pk for child in answer.context["seen"].children_shown]
        assert shown[:2] == [cast.berezovka.pk, cast.lyceum.pk]
        assert len(shown) == CHILDREN_SHOWN
        assert f"Все {CHILDREN_SHOWN + 2} — на странице организации" in answer.text

    def test_of_nobody_is_the_way_in(self, client: Client) -> None:
        assert client.get("/")["Location"] == "/sign-in/?next=/"

    def test_of_somebody_without_a_role_says_so(self, client: Client, cast: Cast) -> None:
        client.force_login(a_user("newcomer"))
        assert "не закреплена организация" in client.get("/").text

    def test_of_the_first_administrator_begins_the_union(self, client: Client) -> None:
        user = a_user("first")
        user.grants.create(role=Role.ADMINISTRATOR, level="union", organisation_id=0, valid_from=TODAY)
        client.force_login(user)
        assert 'href="/organisations/union/"' in client.get("/").text

    def test_of_an_auditor_offers_no_acts(self, client: Client, cast: Cast) -> None:
        come_in(client, Role.AUDITOR, cast.berezovka)
        answer = client.get("/")
        assert answer.context["acts"] == []
        assert "/imports/new/" not in answer.text
        # Records may lack much: somebody who cannot mend them is not told that all is done.
        assert "Всё сделано" not in answer.text


class TestWhatItCosts:
    @pytest.mark.parametrize("place", ["union", "kostroma", "galich", "berezovka"])
    def test_is_at_most_twelve_queries(self, client: Client, cast: Cast, place: str) -> None:
        come_in(client, Role.STAFF, getattr(cast, place))
        few = questions(client)
        for number in range(8):
            a_member(a_primary(cast.galich, f"ППО школы № {number + 10}"), f"Абрамова Анна {'Я' * (number + 1)}")
            a_list(cast.berezovka, f"{number}.xlsx", State.PLANNED)
        assert questions(client) <= few <= 12


def questions(client: Client) -> int:
    """How many statements the page costs; savepoints stand in for the request's transaction only under a test."""
    with CaptureQueriesContext(connection) as seen:
        client.get("/")
    return sum("SAVEPOINT" not in query["sql"] for query in seen.captured_queries)


@pytest.mark.parametrize(("count", "said"), [(1, "1 человек"), (3, "3 человека"), (1001, "больше 1 000 человек")])
def test_a_number_of_people_is_said_as_russian_says_it(count: int, said: str) -> None:
    one, many = (f"%(count)s {who} not agreed to the processing of their data" for who in ("person has", "people have"))
    with override("ru"):
        title = ngettext(one, many, min(count, CAP)) % {"count": count_capped(count)}
    assert title.replace("\u202f", " ") == f"Нет согласия на обработку данных: {said}"
