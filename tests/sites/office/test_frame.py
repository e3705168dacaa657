"""The frame: who is here, where they act, the way to everything open to them and to nothing else."""

import pytest
from django.contrib import messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.sites.office.frame import _ORGANISATION, _OWN, _WORK, Frame
from tests.cast import a_union, a_user
from tests.foundation.ui.markup import Element, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.sites.office.frame_addresses"


def sign_in(client: Client, role: Role, place: Organisation) -> None:
    client.force_login(a_user("oreshkina", name="Орешкина Светлана Николаевна", grants=[(role, place)]))


def frame_of(client: Client, address: str = "/") -> Element:
    return read(client.get(address).text)


def lines(page: Element) -> list[str]:
    return [one.text for one in page.all("nav", id="nav")[0].all("a") if "close" not in one.attributes.get("class", "")]


def lit(page: Element) -> list[str]:
    return [one.text for one in page.all("nav", id="nav")[0].walk() if "aria-current" in one.attributes]


def test_a_primary_chair_sees_people_first(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    assert lines(frame_of(client)) == [
        "Главная", "Члены Профсоюза 0", "Загрузки списков", "Наша организация", "Журнал", "Помощь"
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["galich", "kostroma", "union"])
def test_whoever_stands_higher_sees_organisations_too(client: Client, place: str) -> None:
    sign_in(client, Role.STAFF, getattr(a_union(), place))
    assert "Организации" in lines(frame_of(client))


def test_an_auditor_brings_no_lists(client: Client) -> None:
    sign_in(client, Role.AUDITOR, a_union().galich)
    assert "Загрузки списков" not in lines(frame_of(client))


def test_somebody_without_powers_sees_only_what_is_everybodys(client: Client) -> None:
    client.force_login(a_user("guest"))
    page = frame_of(client)
    assert lines(page) == ["Главная", "Помощь"]
    assert not page.all(role="search")


def test_says_where_i_act_and_what_stands_above(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    assert frame_of(client).all("p", class_="where")[0].text == (
        "Галичская районная организация ППО Берёзовской средней школы"
    )


def test_counts_the_members_of_the_branch(client: Client) -> None:
    union = a_union()
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(union.galich.pk, 1812)])
    sign_in(client, Role.CHAIR, union.galich)
    assert "Члены Профсоюза 1 812" in [line.replace("\u202f", " ") for line in lines(frame_of(client))]


@pytest.mark.parametrize(
    ("address", "line"),
    [("/", "Главная"), ("/members/", "Члены Профсоюза 0"), ("/members/5/", "Члены Профсоюза 0"),
     ("/organisations/", "Организации"), ("/imports/", "Загрузки списков"), ("/journal/", "Журнал"),
     ("/help/", "Помощь")],
)  # fmt: skip
def test_marks_where_i_am(client: Client, address: str, line: str) -> None:
    sign_in(client, Role.CHAIR, a_union().galich)
    assert lit(frame_of(client, address)) == [line]


def test_our_own_page_and_anothers_are_told_apart(client: Client) -> None:
    union = a_union()
    sign_in(client, Role.CHAIR, union.galich)
    assert lit(frame_of(client, f"/organisations/{union.galich.inpo}/")) == ["Наша организация"]
    assert lit(frame_of(client, f"/organisations/{union.lyceum.inpo}/")) == ["Организации"]


def test_costs_one_query_where_it_is_drawn_and_none_where_it_is_not(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    with CaptureQueriesContext(connection) as bare:
        client.get("/bare/")
    with CaptureQueriesContext(connection) as framed:
        client.get("/")
    assert not any("organisation" in query["sql"].replace("organisation_id", "") for query in bare)
    assert len(framed) - len(bare) == 1


def test_names_me_and_lets_me_out(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    page = frame_of(client)
    [summary] = page.all("summary", class_="tool")
    assert summary.attributes["aria-label"].replace("\u00a0", " ") == "Орешкина С. Н.: профиль и выход"
    assert [one.attributes["method"] for one in page.all("form", action="/out/")] == ["post"]


def test_offers_another_organisation_only_to_those_who_have_one(client: Client) -> None:
    union = a_union()
    sign_in(client, Role.CHAIR, union.berezovka)
    assert not frame_of(client).all("a", href="/where/")
    client.force_login(a_user("two", grants=[(Role.CHAIR, union.berezovka), (Role.AUDITOR, union.galich)]))
    assert frame_of(client).all("a", href="/where/")


def test_loads_no_font_where_traffic_is_saved(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    assert "data-lean" in read(client.get("/", headers={"Save-Data": "on"}).text).all("html")[0].attributes
    assert "data-lean" not in frame_of(client).all("html")[0].attributes


def test_says_what_was_done(client: Client) -> None:
    sign_in(client, Role.CHAIR, a_union().berezovka)
    request = client.get("/").wsgi_request
    request._messages = messages.storage.default_storage(request)  # type: ignore[attr-defined]  # what the middleware sets
    messages.success(request, "Внесено 44 строки")
    messages.error(request, "Не внесено")
    frame = Frame(request)
    assert list(frame.messages) == [("ok", "Внесено 44 строки"), ("stop", "Не внесено")]


def test_says_where_the_source_is_only_where_somebody_has_said_so(client: Client, settings: Settings) -> None:
    client.force_login(a_user("oreshkina"))
    assert "Исходный код" not in frame_of(client).text
    settings.SOURCE_URL = "https://example.org/edinstvo"
    [link] = [one for one in frame_of(client).all("a") if one.text == "Исходный код"]
    assert link.attributes["href"] == "https://example.org/edinstvo"


def test_every_line_leads_to_a_page_of_the_house(settings: Settings) -> None:
    settings.ROOT_URLCONF = "config.urls"
    for item in (*_WORK, *_ORGANISATION):
        assert reverse(item.address, args=["4401201010"] if item is _OWN else [])
