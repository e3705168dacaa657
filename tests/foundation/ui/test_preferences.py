"""The language and the theme: chosen by a person, kept in a cookie, never guessed."""

import pytest
from django.test import Client

# Every request is one transaction, also one that asks the database nothing.
pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]


def test_is_russian_whatever_the_browser_prefers(client: Client) -> None:
    page = client.get("/nowhere/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "ru"
    assert "Такой страницы нет" in page.text


def test_speaks_english_to_whoever_chose_it(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/nowhere/?a=1"})
    assert answer.headers["Location"] == "/nowhere/?a=1"
    assert "There is no such page" in client.get("/nowhere/").text


def test_does_not_learn_a_language_it_does_not_speak(client: Client) -> None:
    client.post("/language/", {"language": "de"})
    client.cookies["django_language"] = "<b>"
    assert 'lang="ru"' in client.get("/nowhere/").text


def test_keeps_the_theme_until_it_is_given_up(client: Client) -> None:
    client.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/nowhere/").text
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/nowhere/").text


def test_the_cookie_is_hidden_from_scripts_and_from_other_sites(client: Client) -> None:
    cookie = client.post("/theme/", {"theme": "dark"}).cookies["theme"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_never_leads_to_another_host(client: Client, address: str) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": address}, headers={"Referer": address})
    assert answer.headers["Location"] == "/"


def test_goes_back_to_where_the_button_stood(client: Client) -> None:
    answer = client.post("/language/", {"language": "en"}, headers={"Referer": "http://testserver/members/?q=1"})
    assert answer.headers["Location"] == "http://testserver/members/?q=1"


@pytest.mark.parametrize("address", ["/language/", "/theme/"])
def test_changes_nothing_on_a_mere_visit(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("address", ["/language/", "/theme/"])
def test_asks_for_the_token_of_the_form(address: str) -> None:
    assert Client(enforce_csrf_checks=True).post(address, {"theme": "dark"}).status_code == 403
