"""The database is gone, the disk is full, two acts are in each other's way: a sentence, and nothing typed is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from edinstvo.foundation.access import door
from edinstvo.foundation.access.door import signed_in
from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, a_union, visitor
from tests.foundation.ui.markup import read

pytestmark = pytest.mark.django_db(transaction=True)
NO_DATABASE, NO_ROOM = "База данных сейчас не отвечает", "На сервере кончилось место"


def _raising(state: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'told by the server' USING ERRCODE = '{state}'; END $$")
    return HttpResponse()


def _no_room(_request: HttpRequest) -> HttpResponse:
    return _raising("53100")


def _deadlock(_request: HttpRequest) -> HttpResponse:
    return _raising("40P01")


def _slow(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        (patience,) = cursor.fetchone() or ("",)
        cursor.execute("SELECT pg_sleep(0.3)")
    return HttpResponse(patience)


def _disk(_request: HttpRequest) -> HttpResponse:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        full.write("one line")
    return HttpResponse()


@pytest.fixture
def faults(settings: ModuleType) -> None:
    """Addresses at which the server itself, or the disk, tells of its trouble; at the last one it is slow."""
    urls = ModuleType("faults")
    urls.urlpatterns = [  # type: ignore[attr-defined]  # made here
        path("room/", _no_room),
        path("deadlock/", _deadlock),
        path("disk/", _disk),
        path("slow/", signed_in(_slow)),
    ]
    urls.handler500 = "edinstvo.foundation.ui.pages.server_error"  # type: ignore[attr-defined]  # made here
    settings.ROOT_URLCONF = urls  # type: ignore[attr-defined]  # the fixture takes any name


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.fixture
def browser(cast: Cast) -> Client:
    """The chair of a primary, whose browser gets an answer whatever happens."""
    browser = visitor(Role.CHAIR, cast.berezovka)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def gone(browser: Client, tmp_path: Path) -> Iterator[None]:
    """From here on nobody answers where the database was."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict["HOST"] = str(tmp_path)
    yield
    connection.close()
    connection.settings_dict.update(before)


@pytest.mark.usefixtures("gone")
def test_a_page_without_its_database_says_so_and_offers_to_try_again(browser: Client) -> None:
    answer = browser.get("/members/?q=иванова")
    tree = read(answer.content.decode())
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert [one.text for one in tree.all("h1")] == [NO_DATABASE]
    assert tree.all("a", class_="btn-main")[0].attributes["href"].startswith("/members/?q=")


@pytest.mark.usefixtures("gone")
def test_what_was_typed_comes_back_to_be_sent_again(browser: Client) -> None:
    token = str(uuid4())
    answer = browser.post("/members/new/", {"last_name": "Ёлкина", "first_name": "<Анна>", "once": token})
    tree = read(answer.content.decode())
    assert answer.status_code == 503
    sent = {one.attributes["name"]: one.attributes["value"] for one in tree.all("input")}
    assert sent.pop("csrfmiddlewaretoken")
    assert sent == {"last_name": "Ёлкина", "first_name": "<Анна>", "once": token}
    assert tree.all("form")[0].attributes["action"] == "/members/new/"


@pytest.mark.usefixtures("gone")
def test_a_password_never_comes_back_in_a_page(browser: Client) -> None:
    answer = browser.post("/sign-in/", {"login": "vetrova", "password": "zelenaya-tetrad"})
    assert answer.status_code == 503
    assert "zelenaya-tetrad" not in answer.content.decode()


@pytest.mark.usefixtures("faults")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/room/", NO_ROOM),
        ("/disk/", NO_ROOM),
        ("/deadlock/", "Кто-то менял то же самое в ту же минуту"),
    ],
)
def test_the_trouble_of_the_server_is_told_in_words(browser: Client, address: str, words: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 503
    assert [one.text for one in read(answer.content.decode()).all("h1")] == [words]


@pytest.mark.usefixtures("faults")
def test_whoever_only_looks_waits_so_long_for_one_answer_and_is_told(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.get("/slow/").content == b"15s"
    monkeypatch.setattr(door, "PATIENCE", timedelta(milliseconds=100))
    answer = browser.get("/slow/")
    tree = read(answer.content.decode())
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert [one.text for one in tree.all("h1")] == ["Это ищется слишком долго"]
    # What changes something runs to its end, and the next request on the same connection is not hurried.
    assert browser.post("/slow/").content == b"0"
    monkeypatch.setattr(door, "PATIENCE", timedelta(seconds=15))
    assert browser.get("/slow/").content == b"15s"
