"""The catalogue of components: whole in a demonstration, absent from a real union."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.foundation.ui.markup import Element, read

# Every request is one transaction, also one that asks the database nothing.
pytestmark = pytest.mark.django_db
PAGES = ["/components/", "/components/form/", "/components/question/", "/components/conflict/", "/components/progress/"]


@pytest.fixture(autouse=True)
def _a_demonstration(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.sites.demonstration.addresses"
    settings.IS_DEMONSTRATION = True


def page(client: Client, address: str = "/components/") -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.text)


@pytest.mark.parametrize("address", PAGES)
def test_a_real_union_has_no_such_page(client: Client, settings: Settings, address: str) -> None:
    settings.IS_DEMONSTRATION = False
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_asks_the_database_nothing_and_stands_in_the_frame(client: Client, address: str) -> None:
    tree = page(client, address)
    assert len(tree.all("h1")) == 1
    assert len(tree.all("main")) == 1
    assert tree.all("a", href="#main", class_="skip")
    assert len(tree.ids) == len(set(tree.ids))


@pytest.mark.parametrize(
    "part",
    ["tag", "chip", "note", "empty", "steps", "progress", "facts", "tl", "tree", "figs", "meter", "spark", "stack",
     "pager", "bar", "crumbs", "btn-main", "btn-danger", "btn-quiet", "scroll", "seek", "more", "pen", "fix", "remark"],
)  # fmt: skip
def test_shows_every_part(client: Client, part: str) -> None:
    shown = [*page(client).walk(), *page(client, "/components/form/").walk()]
    assert any(part in one.attributes.get("class", "").split() for one in shown)


def test_a_question_opens_as_a_page_or_above_one(client: Client) -> None:
    alone = page(client, "/components/question/")
    assert alone.all("h1")[0].text == "Прекратить членство?"
    above = read(client.get("/components/question/", headers={"HX-Request": "true"}).text)
    assert [one.tag for one in above.children] == ["form"]
    assert above.all("h2")[0].text == "Прекратить членство?"
    assert above.all("a", class_="btn-quiet")[0].attributes["data-close"] == ""


def test_the_form_shows_its_errors(client: Client) -> None:
    answer = client.post("/components/form/", {"born_on": "31.02.1991", "ticket": "phone"})
    assert answer.status_code == 422
    [summary] = read(answer.text).all(role="alert")
    assert "Дата рождения: такого дня в календаре нет. Проверьте день и месяц" in summary.text
    assert "Билет в телефоне приходит по почте" in summary.text


def test_progress_ends(client: Client) -> None:
    going = read(client.get("/components/progress/?done=20", headers={"HX-Request": "true"}).text)
    assert going.all("div")[0].attributes["hx-get"] == "/components/progress/?done=29"
    over = read(client.get("/components/progress/?done=40", headers={"HX-Request": "true"}).text)
    assert "hx-get" not in over.all("div")[0].attributes


@pytest.mark.parametrize("done", ["x", "", "-5", "9" * 40])
def test_progress_takes_any_number_from_the_address(client: Client, done: str) -> None:
    assert client.get("/components/progress/", {"done": done}).status_code == 200
